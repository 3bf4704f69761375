package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.tdlib.dc.Account;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;

/** What a user account's chats tell of a message that may have been handed over. */
class TdlibSettlingTest {
    private static final Person ANNA = Person.human(1_001, "Anna");
    private final Instant claimedAt = Instant.now().minusSeconds(7_200);

    @TempDir
    private Path dataDir;

    private DataCentre telegram;
    private Account account;
    private RepriseWithTdlib reprise;

    @BeforeEach
    void start() throws Exception {
        telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"));
        account = telegram.user("+491700000001", "12345", null, Person.human(7, "Olga"));
        account.receives(ANNA, "Hello", claimedAt.minus(Duration.ofDays(1)));
        reprise = new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
    }

    @AfterEach
    void stop() throws Exception {
        reprise.close();
        telegram.close();
    }

    @Test
    void whatIsInTheChatWasDelivered() {
        account.wrote(ANNA, "Our offer", claimedAt.plusSeconds(1));
        account.wrote(ANNA, "Something else", claimedAt.plusSeconds(20));
        assertThat(settled("Our offer")).isEqualTo(new Settlement.Delivered("Our offer", firstWritten()));
    }

    @Test
    void anotherMessageSinceTheClaimIsInDoubt() {
        account.wrote(ANNA, "Something else", claimedAt.plusSeconds(1));
        account.receives(ANNA, "What is it?", claimedAt.plusSeconds(20));
        assertThat(settled("Our offer")).isEqualTo(new Settlement.Unknown());
    }

    @Test
    void aMessageFromTheDayBeforeTheClaimIsInDoubtEvenWithTheSameText() {
        account.wrote(ANNA, "Our offer", claimedAt.minus(Duration.ofHours(23)));
        assertThat(settled("Our offer")).isEqualTo(new Settlement.Unknown());
    }

    @Test
    void onlyAStretchWithoutMessagesFromTheAccountTellsThatItNeverLeft() {
        account.wrote(ANNA, "Our offer", claimedAt.minus(Duration.ofHours(25)));
        account.receives(ANNA, "Tell me more", claimedAt.plusSeconds(1));
        assertThat(settled("Our offer")).isEqualTo(new Settlement.NeverLeft());
    }

    @Test
    void combiningMarksThatTdlibLeavesOutAreNoDifference() {
        account.wrote(ANNA, "Gruße an alle", claimedAt.plusSeconds(1));
        var text = "Gru\u0308\u0333ße\u033f an alle";
        assertThat(settled(text)).isEqualTo(new Settlement.Delivered(text, firstWritten()));
    }

    @Test
    void aPictureIsNotTakenForATextOfMarks() {
        account.wrote(ANNA, "", claimedAt.plusSeconds(1));
        assertThat(settled("\u0333")).isEqualTo(new Settlement.Unknown());
    }

    /** By how much it was ahead, nobody can tell; a chat without a message of its time proves nothing. */
    @Test
    void aClaimOfAClockThatWasAheadIsInDoubt() {
        account.wrote(ANNA, "Our offer", Instant.now().minusSeconds(60));
        assertThat(settled("Our offer", Instant.now().plus(Duration.ofDays(2)))).isEqualTo(new Settlement.Unknown());
    }

    @Test
    void aMessageThatWasFilledForThePersonIsFoundByWhatItSaidToThem() {
        account.wrote(ANNA, "Hi <Anna> & co_", claimedAt.plusSeconds(1));
        var text = Message.of("Hi {{ name }}", TextFormat.PLAIN, Extras.NONE)
                .filled(Map.of("name", "<Anna> & co_"))
                .orElseThrow()
                .message()
                .text();
        assertThat(settled(text)).isEqualTo(new Settlement.Delivered(text, firstWritten()));
    }

    /** As of a person who was erased, of whom the values are gone. */
    @Test
    void whatNobodyCanFillAgainIsInDoubtWhereAnythingWasWritten() {
        account.wrote(ANNA, "Hi Anna", claimedAt.plusSeconds(1));
        assertThat(settled(List.of(), claimedAt)).isEqualTo(new Settlement.Unknown());
    }

    private long firstWritten() {
        return account.arrivedAt(ANNA.id()).get(0).tdlibId();
    }

    private Settlement settled(String text) {
        return settled(text, claimedAt);
    }

    private Settlement settled(String text, Instant claimedAt) {
        return settled(List.of(text), claimedAt);
    }

    private Settlement settled(List<String> texts, Instant claimedAt) {
        var session = reprise.session("olga", Session.Kind.USER);
        reprise.connector.connect(session, new Credential.Phone("+491700000001"));
        reprise.note(session, reprise.connector.connect(session, new Credential.Code("12345")));
        reprise.awaitCaughtUp(session);
        // a login that is new knows no chat before they are listed
        try (var chats = reprise.gateway.chats(session)) {
            assertThat(chats).hasSize(1);
        }
        var claim = new Claim(ANNA.id(), 1, 0, claimedAt, texts);
        return reprise.gateway.settle(session, List.of(claim)).get(ANNA.id());
    }
}
