package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void theTargetHoldsWhereThereIsNoLimit() {
        assertThat(Limits.NONE.most(40)).isEqualTo(40);
        assertThat(new Limits(5L, null).most(40)).isEqualTo(5);
        assertThat(new Limits(null, 7L).most(40)).isEqualTo(7);
        assertThat(new Limits(5L, 7L).most(40)).isEqualTo(5);
        assertThat(new Limits(50L, null).most(40)).isEqualTo(40);
    }
}
