package org.reprise.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.message.TextFormat.HTML;
import static org.reprise.message.TextFormat.PLAIN;

import org.junit.jupiter.api.Test;

class MessageTest {
    private static final String BROKEN = "<b>never closed";

    @Test
    void whatSomebodyEntersIsRefusedWhenTelegramWouldRefuseIt() {
        assertThatThrownBy(() -> Message.of(BROKEN, HTML, Extras.NONE)).isInstanceOf(MessageRefused.class);
    }

    @Test
    void whatWasAcceptedOnceCanBeReadForEver() {
        assertThat(Message.accepted(BROKEN, HTML, Extras.NONE).text()).isEqualTo(BROKEN);
    }

    @Test
    void messagesThatSayTheSameAreEqual() {
        assertThat(Message.of("Hello", PLAIN, Extras.NONE))
                .isEqualTo(Message.accepted("Hello", PLAIN, Extras.NONE))
                .hasSameHashCodeAs(Message.accepted("Hello", PLAIN, Extras.NONE))
                .isNotEqualTo(Message.of("Hello", HTML, Extras.NONE))
                .isNotEqualTo(Message.of("Hello!", PLAIN, Extras.NONE));
    }

    @Test
    void aLogNeverHoldsItsText() {
        assertThat(Message.of("Hello", PLAIN, Extras.NONE)).hasToString("Message[plain, 5 UTF-16 units]");
    }
}
