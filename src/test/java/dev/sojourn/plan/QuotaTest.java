package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {

    private static Rung rung(String type, Market market) {
        return new Rung(MachineType.unknown(type), market, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "c7i.16xlarge, ON_DEMAND, L-1216C47A",
        "m7a.4xlarge, ON_DEMAND, L-1216C47A",
        "im4gn.4xlarge, ON_DEMAND, L-1216C47A",
        "c7i.16xlarge, SPOT, L-34B43A08",
        "g5.xlarge, ON_DEMAND, L-DB2E81BA",
        "vt1.3xlarge, SPOT, L-3819A6DF",
        "inf2.xlarge, ON_DEMAND, L-1945791B",
        "x2idn.16xlarge, SPOT, L-E3A00192",
        "hpc7a.96xlarge, ON_DEMAND, L-F7808C92",
    })
    void each_family_has_one_quota_in_each_market(String type, Market market, String code) {
        assertThat(Quota.of(rung(type, market), "us-east-1a").code()).contains(code);
    }

    @Test
    void its_link_leads_to_the_page_where_it_is_raised_in_its_region() {
        assertThat(Quota.of(rung("c7i.large", Market.SPOT), "eu-central-1b").link())
                .isEqualTo("https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-34B43A08"
                        + "?region=eu-central-1");
        assertThat(Quota.of(rung("c7i.large", Market.SPOT), "us-east-1-bos-1a").region())
                .isEqualTo("us-east-1");
        assertThat(Quota.of(rung("c7i.large", Market.SPOT), "").link()).doesNotContain("region");
    }

    @Test
    void a_family_that_is_not_known_shares_a_quota_with_itself_alone() {
        Quota unknown = Quota.of(rung("q9.large", Market.ON_DEMAND), "us-east-1a");
        assertThat(unknown.code()).isEmpty();
        assertThat(unknown.link()).endsWith("/quotas?region=us-east-1");
        assertThat(unknown.isOf(rung("q9.24xlarge", Market.ON_DEMAND))).isTrue();
        assertThat(unknown.isOf(rung("q9.24xlarge", Market.SPOT))).isFalse();
        assertThat(unknown.isOf(rung("c7i.large", Market.ON_DEMAND))).isFalse();
    }
}
