package dev.sojourn.playground.cloud;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of one EC2 Query call: flat names such as {@code Filter.1.Value.2}. */
final class Ec2Query {
    private final Map<String, String> parameters;

    Ec2Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Ec2Query of(MultiMap form) {
        Map<String, String> parameters = new TreeMap<>();
        form.forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
        return new Ec2Query(parameters);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    @Nullable
    String value(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String value(String name, String otherwise) {
        String value = value(name);
        return value == null ? otherwise : value;
    }

    /** Throws {@code MissingParameter} where it is absent. */
    String required(String name) {
        String value = value(name);
        if (value == null) {
            throw AwsError.client("MissingParameter", "The request must contain the parameter " + decapitalized(name));
        }
        return value;
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(value(name));
    }

    int number(String name, int otherwise) {
        String value = value(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException wrong) {
            throw AwsError.client("InvalidParameterValue", "Invalid value '" + value + "' for " + decapitalized(name));
        }
    }

    /** The values {@code name.1}, {@code name.2} … */
    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (int index = 1; parameters.containsKey(name + "." + index); index++) {
            values.add(parameters.get(name + "." + index));
        }
        return values;
    }

    /** The structures {@code name.1.…}, {@code name.2.…}, each with its own names. */
    List<Ec2Query> structures(String name) {
        List<Ec2Query> structures = new ArrayList<>();
        for (int index = 1; true; index++) {
            String prefix = name + "." + index + ".";
            Map<String, String> fields = new LinkedHashMap<>();
            parameters.forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    fields.put(key.substring(prefix.length()), value);
                }
            });
            if (fields.isEmpty()) {
                return structures;
            }
            structures.add(new Ec2Query(fields));
        }
    }

    /** Refuses what this cloud would otherwise ignore in silence. */
    void refuseAllBut(List<String> known) {
        for (String name : parameters.keySet()) {
            String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            if (!known.contains(first) && !first.equals("Action") && !first.equals("Version")) {
                throw AwsError.client("UnknownParameter", "The parameter " + first + " is not recognized");
            }
        }
    }

    private static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
