package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.audience.Audience;
import org.reprise.audience.Targeting;
import org.reprise.message.Extras;
import org.reprise.message.Filling.Filled;
import org.reprise.message.TextFormat;
import org.reprise.session.SessionCannotSend;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class TestSendTest {
    private final ScriptedTelegram telegram = new ScriptedTelegram(3);
    private final TestReprise reprise = new TestReprise(TestDatabase.SQLITE, telegram);
    private final List<Object> told = new ArrayList<>();
    private final TestSend test = new TestSend(
            reprise.sessions,
            new Audience(reprise.storage),
            reprise.contacts,
            reprise.optOuts,
            reprise.lanes,
            reprise.audit,
            told::add);

    @AfterEach
    void close() {
        reprise.close();
    }

    @Test
    void reachesTheContactAndKeepsThemForTheCampaign() {
        var campaign = reprise.desk.create(TestReprise.aCampaign("Hi"));
        assertThat(test.send("demo", 2, "Hi", TextFormat.PLAIN, Extras.NONE)).isEqualTo(new SendOutcome.Sent());
        assertThat(telegram.recipients()).containsExactly(2L);
        assertThat(reprise.ledger.tally(campaign.id()).attempted()).isZero();
    }

    @Test
    void writesToNobodyWhoIsNoContactOrOptedOut() {
        reprise.optOuts.add(1, 3, "STOP");
        assertThatThrownBy(() -> test.send("demo", 99, "Hi", TextFormat.PLAIN, Extras.NONE))
                .hasMessageContaining("no contact");
        assertThatThrownBy(() -> test.send("demo", 3, "Hi", TextFormat.PLAIN, Extras.NONE))
                .hasMessageContaining("opted out");
        assertThatThrownBy(() -> test.send("demo", 2, " ", TextFormat.PLAIN, Extras.NONE))
                .hasMessageContaining("blank");
        assertThat(telegram.recipients()).isEmpty();
    }

    @Test
    void aSessionThatCannotSendIsToldOf() {
        telegram.answering(message -> new SendOutcome.SessionLost(SendOutcome.Loss.LIMITED, "PEER_FLOOD"));
        test.send("demo", 1, "Hi", TextFormat.PLAIN, Extras.NONE);
        assertThat(told)
                .containsExactly(new SessionCannotSend(
                        reprise.sessions.named("demo", 1), SendOutcome.Loss.LIMITED, "PEER_FLOOD"));
    }

    @Test
    void respectsThePauseThatTelegramAskedFor() {
        telegram.answering(message -> new SendOutcome.Throttled(Duration.ofMinutes(1), WaitCause.FLOOD_WAIT));
        assertThat(test.send("demo", 1, "Hi", TextFormat.PLAIN, Extras.NONE)).isInstanceOf(SendOutcome.Throttled.class);
        assertThat(test.send("demo", 2, "Hi", TextFormat.PLAIN, Extras.NONE)).isInstanceOf(SendOutcome.Throttled.class);
        assertThat(telegram.recipients()).containsExactly(1L);
    }

    @Test
    void showsAndSendsWhatTheContactWouldGetFromACampaign() {
        var source = "Hi <b>{{ first_name }}</b>";
        assertThat(test.send("demo", 2, source, TextFormat.HTML, Extras.NONE)).isEqualTo(new SendOutcome.Sent());
        assertThat(telegram.handed.peek().message().filled().text()).isEqualTo("Hi Person 2");
        assertThat(test.preview("demo", 2, source, TextFormat.HTML, Extras.NONE).filling())
                .isInstanceOfSatisfying(
                        Filled.class, filled -> assertThat(filled.html()).isEqualTo("Hi <b>Person 2</b>"));
        assertThat(test.next(reprise.sessions.find("demo").orElseThrow(), Targeting.EVERYBODY, 2))
                .hasValue(3);
    }

    @Test
    void sendsNothingToWhomACampaignWouldSendNothing() {
        assertThatThrownBy(() -> test.send("demo", 2, "Hi {{ last_name }}", TextFormat.PLAIN, Extras.NONE))
                .hasMessage("Person 2 does not get it: nothing is known as last_name, and nothing stands in for it.");
        assertThatThrownBy(() -> test.send("demo", 2, "Hi {{ city }}", TextFormat.PLAIN, Extras.NONE))
                .hasMessageContaining("nothing is called city");
        assertThat(telegram.recipients()).isEmpty();
    }
}
