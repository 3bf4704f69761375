package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.campaign.CampaignStatus.COMPLETED;
import static org.reprise.message.TextFormat.HTML;
import static org.reprise.message.TextFormat.MARKDOWN;
import static org.reprise.message.TextFormat.PLAIN;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.MessageRefused;
import org.reprise.message.TextFormat;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class MessageFormatTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeOfTheFormatAloneIsANewRevision(TestDatabase database) {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(1))) {
            long id = reprise.desk.create(draft("<b>Hi</b>", PLAIN)).id();
            assertThat(reprise.desk.update(id, edit(null, HTML)).revision()).isEqualTo(2);
            assertThat(reprise.desk.update(id, edit("<b>Hi</b>", HTML)).version())
                    .isEqualTo(2);
            assertThat(reprise.campaigns.find(id).orElseThrow().message().format())
                    .isEqualTo(HTML);
            assertThat(reprise.desk.clone(id, "Copy").message().format()).isEqualTo(HTML);
            assertThat(reprise.campaigns.revisions(id))
                    .extracting(revision -> revision.message().format())
                    .containsExactly(PLAIN, HTML);
        }
    }

    @ParameterizedTest
    @EnumSource(TextFormat.class)
    void messagesCarryTheirSourceAndItsFormat(TextFormat format) {
        var telegram = new ScriptedTelegram(1)
                .answering(
                        message -> message.format() == format && message.text().equals("x")
                                ? new SendOutcome.Sent()
                                : new SendOutcome.Refused(SendOutcome.Reason.BLOCKED));
        try (var reprise = new TestReprise(TestDatabase.SQLITE, telegram)) {
            long id = reprise.desk.create(draft("x", format)).id();
            reprise.start(id);
            assertThat(reprise.awaitStatus(id, COMPLETED).tally().sent()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<b>x, HTML, message is no html that Telegram takes: Can't find end tag corresponding to start tag b",
        "<b> </b>, HTML, message is blank",
        "Hi!, MARKDOWN, message is no markdown that Telegram takes: Character ! is reserved",
        "*_ _*, MARKDOWN, message is blank"
    })
    void whatTelegramWouldRefuseIsInvalid(String text, TextFormat format, String why) {
        assertInvalid(text, format, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "\u2800",
                "\u00A0",
                " \t\n",
                "\u200D\u200C\u2060",
                "\u00AD",
                "\uFEFF",
                "\u3164",
                "\u115F\u1160",
                "\uFFA0",
                "\u2028\u2029",
                "\u202E",
                "\u3000",
                "\u180E",
                "\u034F",
                "\uFE0F",
                "\uDB40\uDC41",
                "\u2800\u00A0\u200B\n\u2007",
            })
    void whatCannotBeSeenIsBlankInEveryFormat(String text) {
        for (var format : TextFormat.values()) {
            assertInvalid(text, format, "message is blank");
        }
        assertInvalid("<b>" + text + "</b>", HTML, "message is blank");
        Message.of(text + "x" + text, PLAIN, Extras.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👋", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", ".", "ـ", "\u0600"})
    void whatCanBeSeenIsNot(String text) {
        Message.of(text, PLAIN, Extras.NONE);
    }

    @ParameterizedTest
    @CsvSource({"&amp;, HTML", "\\., MARKDOWN", "x, PLAIN"})
    void theLimitCountsWhatArrives(String unit, TextFormat format) {
        Message.of(unit.repeat(4096), format, Extras.NONE);
        assertInvalid(unit.repeat(4097), format, "message has 4097 UTF-16 units; Telegram takes 4096");
        assertInvalid("\\\\".repeat(17_000), MARKDOWN, "message has 34000 UTF-16 units with its marks");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRefusedFormatChangesNothing(TestDatabase database) {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(1))) {
            long id = reprise.desk.create(draft("1 < 2", PLAIN)).id();
            assertThatThrownBy(() -> reprise.desk.update(id, edit(null, HTML)))
                    .isInstanceOfSatisfying(
                            CampaignRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo(CampaignRefused.Code.INVALID));
            assertThat(reprise.desk.find(id))
                    .extracting(
                            Campaign::version, campaign -> campaign.message().format())
                    .containsExactly(1, PLAIN);
            assertThat(reprise.desk.update(id, edit("*1*", MARKDOWN)).message().text())
                    .isEqualTo("*1*");
        }
    }

    private static void assertInvalid(String text, TextFormat format, String why) {
        assertThatThrownBy(() -> Message.of(text, format, Extras.NONE))
                .isInstanceOf(MessageRefused.class)
                .hasMessageStartingWith(why);
    }

    private static CampaignDraft draft(String text, TextFormat format) {
        return CampaignDrafts.aCampaign(text).format(format).draft();
    }

    private static CampaignEdit edit(String text, TextFormat format) {
        return CampaignEdits.ofText(text, format);
    }
}
