package dev.sojourn.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.CloudAnswer.Unclear;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpotPricesTest {

    @Test
    void theNewestPriceOfEachTypeHoldsAndATypeWithoutOneIsAbsent() throws Exception {
        try (WireStub aws = new WireStub();
                AwsCloud cloud = aws.cloud()) {
            aws.on(
                    "DescribeSpotPriceHistory",
                    WireReply.ok(history(
                            price("c7a.16xlarge", "1.20", "2026-08-01T07:00:00.000Z"), "<nextToken>2</nextToken>")),
                    WireReply.ok(history("", "<nextToken>3</nextToken>")),
                    WireReply.ok(history(price("c7a.16xlarge", "1.3141", "2026-08-01T08:00:00.000Z"), "<nextToken/>")));
            assertThat(cloud.prices()
                            .spot("us-east-1a", List.of("c7a.16xlarge", "c8a.16xlarge"))
                            .ok())
                    .hasValue(Map.of("c7a.16xlarge", new BigDecimal("1.3141")));
            assertThat(aws.requests("DescribeSpotPriceHistory").get(0).fields())
                    .containsEntry("ProductDescription.1", "Linux/UNIX")
                    .containsEntry("AvailabilityZone", "us-east-1a")
                    .containsKey("StartTime");
        }
    }

    @Test
    void aPriceThatIsNoNumberIsNoPrice() throws Exception {
        try (WireStub aws = new WireStub();
                AwsCloud cloud = aws.cloud()) {
            aws.on(
                    "DescribeSpotPriceHistory",
                    WireReply.ok(history(price("c7a.16xlarge", "cheap", "2026-08-01T07:00:00.000Z"), "")));
            assertThat(cloud.prices().spot("us-east-1a", List.of("c7a.16xlarge")))
                    .isEqualTo(new Unclear<>("the spot price of c7a.16xlarge is cheap"));
        }
    }

    private static String price(String type, String dollars, String since) {
        return """
                <item><instanceType>%s</instanceType><productDescription>Linux/UNIX</productDescription>
                <spotPrice>%s</spotPrice><timestamp>%s</timestamp>
                <availabilityZone>us-east-1a</availabilityZone></item>""".formatted(type, dollars, since);
    }

    private static String history(String items, String nextToken) {
        return "<DescribeSpotPriceHistoryResponse><spotPriceHistorySet>" + items + "</spotPriceHistorySet>" + nextToken
                + "</DescribeSpotPriceHistoryResponse>";
    }
}
