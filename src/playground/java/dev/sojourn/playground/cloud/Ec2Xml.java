package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Documents as EC2 writes them: lists are {@code item} elements. */
final class Ec2Xml {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private Ec2Xml() {}

    static String answer(String action, String requestId, ObjectNode document) {
        return written(xml -> {
            xml.writeStartElement(action + "Response");
            xml.writeDefaultNamespace(NAMESPACE);
            text(xml, "requestId", requestId);
            fields(xml, document);
            xml.writeEndElement();
        });
    }

    static String error(AwsError error, String requestId) {
        return written(xml -> {
            xml.writeStartElement("Response");
            xml.writeStartElement("Errors");
            xml.writeStartElement("Error");
            text(xml, "Code", error.code());
            text(xml, "Message", error.message());
            xml.writeEndElement();
            xml.writeEndElement();
            text(xml, "RequestID", requestId);
            xml.writeEndElement();
        });
    }

    private interface Body {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static String written(Body body) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            body.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static void fields(XMLStreamWriter xml, ObjectNode document) throws XMLStreamException {
        for (var field : document.properties()) {
            xml.writeStartElement(field.getKey());
            value(xml, field.getValue());
            xml.writeEndElement();
        }
    }

    private static void value(XMLStreamWriter xml, JsonNode value) throws XMLStreamException {
        if (value instanceof ObjectNode document) {
            fields(xml, document);
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                xml.writeStartElement("item");
                value(xml, item);
                xml.writeEndElement();
            }
        } else {
            xml.writeCharacters(value.asText());
        }
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
