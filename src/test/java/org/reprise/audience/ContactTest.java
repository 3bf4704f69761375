package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactTest {
    private static Contact named(String first, String last) {
        return new Contact(
                7, new Contact.Profile("ann", first, last, null, null), new Contact.Evidence(null, null, null, null));
    }

    /** Telegram's people may give themselves any name. */
    @Test
    void aNameIsShownWithoutWhatTurnsOrBreaksTheTextBesideIt() {
        assertThat(named("An\u202En", "Lee\u2066\n").fullName()).isEqualTo("Ann Lee");
        assertThat(named("Ann", null).fullName()).isEqualTo("Ann");
        assertThat(named("علی", "👩‍🚀").fullName()).isEqualTo("علی 👩‍🚀");
        assertThat(named("\u202E", null).fullName()).isEmpty();
        assertThat(named("\u202E", null).called()).isEqualTo("@ann");
        assertThat(named("An\u202En", null).firstName())
                .as("as Telegram has it")
                .isEqualTo("An\u202En");
    }
}
