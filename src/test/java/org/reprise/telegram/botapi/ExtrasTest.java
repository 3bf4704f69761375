package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.Extras.Kind;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** What stands around a text on its way through the Bot API. */
class ExtrasTest {
    private static final Class<SendOutcome.Sent> SENT = SendOutcome.Sent.class;
    private static FakeTelegram telegram;
    private static long lastBot = 2_000;

    private Bots bots;
    private Session session;
    private long lastPerson;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
    }

    @AfterAll
    static void stop() {
        telegram.close();
    }

    @BeforeEach
    void connect() {
        telegram.forget();
        bots = Bots.at(telegram.url());
        session = bots.ready("bot", telegram.bot(++lastBot));
    }

    @AfterEach
    void close() {
        telegram.meetsNoFaults();
        bots.close();
    }

    @Test
    void buttonsAndDeliveryGoWithTheText() throws Exception {
        var extras = new Extras(
                null,
                List.of(
                        List.of(
                                new Button("Shop", "https://example.org/a"),
                                new Button("Map", "https://example.org/b")),
                        List.of(new Button("Später", "https://example.org/c"))),
                true,
                true);
        assertThat(send(extras)).isInstanceOf(SENT);
        assertThat(parameters())
                .containsEntry("text", "<b>Sale</b>")
                .containsEntry("disable_notification", "true")
                .containsEntry("protect_content", "true")
                .containsEntry(
                        "reply_markup",
                        "{\"inline_keyboard\":[[{\"text\":\"Shop\",\"url\":\"https://example.org/a\"},"
                                + "{\"text\":\"Map\",\"url\":\"https://example.org/b\"}],"
                                + "[{\"text\":\"Später\",\"url\":\"https://example.org/c\"}]]}");
    }

    @Test
    void aPlainMessageSaysNothingOfAllThat() throws Exception {
        assertThat(send(Extras.NONE)).isInstanceOf(SENT);
        assertThat(parameters()).containsOnlyKeys("chat_id", "text", "parse_mode");
    }

    @Test
    void aFilledTextGoesWithEntitiesAndIsReadForMarksByNobody() throws Exception {
        var source = "<b>Hi {{name}}</b> <a href=\"https://example.org/{{name}}\">go</a>";
        var buttons = List.of(List.of(new Button("For {{name}}", "https://example.org/?n={{name}}")));
        var plain = new Extras(null, buttons, false, false);
        assertThat(filled(source, plain)).isInstanceOf(SENT);
        assertThat(parameters())
                .containsOnlyKeys("chat_id", "text", "entities", "reply_markup")
                .containsEntry("text", "Hi <i>Zoë go")
                .containsEntry(
                        "entities",
                        "[{\"type\":\"bold\",\"offset\":0,\"length\":9},{\"type\":\"text_link\",\"offset\":10,"
                                + "\"length\":2,\"url\":\"https://example.org/%3Ci%3EZo%C3%AB\"}]")
                .containsEntry(
                        "reply_markup",
                        "{\"inline_keyboard\":[[{\"text\":\"For <i>Zoë\",\"url\":\"https://example.org/?n=%3Ci%3EZo%C3%AB\"}]]}");
        var below = new Extras(Attachment.at(Kind.PHOTO, "https://example.org/x"), buttons, false, false);
        assertThat(filled(source, below)).isInstanceOf(SENT);
        assertThat(parameters())
                .containsKeys("caption", "caption_entities")
                .doesNotContainKeys("text", "entities", "parse_mode");
    }

    private SendOutcome filled(String source, Extras extras) throws Exception {
        var filled = Message.of(source, TextFormat.HTML, extras)
                .filled(Map.of("name", "<i>Zoë"))
                .orElseThrow();
        return bots.gateway
                .send(session, new OutgoingMessage(++lastPerson, filled, 7, 1))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anAddressIsGivenToTelegramWithTheTextBelow(Kind kind) throws Exception {
        assertThat(send(new Extras(Attachment.at(kind, "https://example.org/x"), List.of(), false, false)))
                .isInstanceOf(SENT);
        assertThat(last().method()).isEqualToIgnoringCase("send" + kind);
        assertThat(parameters())
                .containsEntry(kind.toString(), "https://example.org/x")
                .containsEntry("caption", "<b>Sale</b>")
                .containsEntry("parse_mode", "HTML");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFileIsBroughtOnceAndNamedFromThenOn(Kind kind) throws Exception {
        var file = file(kind, "the content of a file");
        assertThat(send(file)).isInstanceOf(SENT);
        assertThat(parameters())
                .containsEntry(kind.toString(), "upload:21")
                .containsEntry("caption", "<b>Sale</b>")
                .containsEntry("parse_mode", "HTML");
        assertThat(send(file)).isInstanceOf(SENT);
        var name = parameters().get(kind.toString());
        assertThat(name).startsWith("file-").doesNotEndWith("small");
        bots.close();
        bots = new Bots(bots.settings);
        assertThat(send(file)).isInstanceOf(SENT);
        assertThat(parameters()).containsEntry(kind.toString(), name);
    }

    @Test
    void eachBotAndEachKindBringsItForItself() throws Exception {
        assertThat(send(file(Kind.PHOTO, "content"))).isInstanceOf(SENT);
        assertThat(send(file(Kind.DOCUMENT, "content"))).isInstanceOf(SENT);
        assertThat(parameters()).containsEntry("document", "upload:7");
        session = bots.ready("other", telegram.bot(++lastBot));
        assertThat(send(file(Kind.PHOTO, "content"))).isInstanceOf(SENT);
        assertThat(parameters()).containsEntry("photo", "upload:7");
    }

    @Test
    void whileOneMessageBringsItTheOthersDoNotLeave() throws Exception {
        telegram.meets(Fault.late(700));
        var file = file(Kind.PHOTO, "content");
        var first = posted(message(file));
        assertThat(posted(message(file)).toCompletableFuture())
                .isCompletedWithValueMatching(outcome -> outcome instanceof SendOutcome.Unreachable);
        assertThat(first.toCompletableFuture().get(10, TimeUnit.SECONDS)).isInstanceOf(SENT);
        assertThat(send(file)).isInstanceOf(SENT);
        assertThat(telegram.record())
                .extracting(message -> message.parameters().get("photo"))
                .first()
                .isEqualTo("upload:7");
        assertThat(telegram.count()).isEqualTo(2);
    }

    @Test
    void whoCouldNotBeReachedWithItLeavesTheBringingToTheNext() throws Exception {
        var file = file(Kind.PHOTO, "content");
        telegram.meets(Fault.answer(403, "Forbidden: bot was blocked by the user"));
        assertThat(send(file)).isInstanceOf(SendOutcome.Refused.class);
        telegram.meetsNoFaults();
        assertThat(send(file)).isInstanceOf(SENT);
        assertThat(parameters()).containsEntry("photo", "upload:7");
    }

    @Test
    void aFileThatTelegramForgotIsBroughtAgain() throws Exception {
        var file = file(Kind.PHOTO, "content");
        assertThat(send(file)).isInstanceOf(SENT);
        telegram.meets(Fault.answer(400, "Bad Request: wrong file identifier/HTTP URL specified"));
        assertThat(send(file)).isInstanceOf(SendOutcome.Unreachable.class);
        telegram.meetsNoFaults();
        assertThat(send(file)).isInstanceOf(SENT);
        assertThat(parameters()).containsEntry("photo", "upload:7");
    }

    @Test
    void aFileOfManyMegabytesArrivesWhole() throws Exception {
        assertThat(send(file(Kind.VIDEO, "x".repeat(20_000_000)))).isInstanceOf(SENT);
        assertThat(parameters()).containsEntry("video", "upload:20000000");
    }

    @Test
    void aFileThatIsNotHereEndsTheCampaignAndSaysSo() throws Exception {
        var gone = new Extras(Attachment.of(Kind.PHOTO, "0".repeat(64), "a.jpg"), List.of(), false, false);
        assertThat(send(gone)).isInstanceOf(SendOutcome.MessageRejected.class);
        var elsewhere = new Extras(Attachment.of(Kind.PHOTO, "../secret.key", "a.jpg"), List.of(), false, false);
        assertThat(send(elsewhere)).isInstanceOf(SendOutcome.MessageRejected.class);
        assertThat(telegram.count()).isZero();
    }

    @Test
    void aFilesNameCannotBreakOutOfTheForm() throws Exception {
        var hash = bots.files.keep(new ByteArrayInputStream("content".getBytes()));
        var tricky = Attachment.of(Kind.DOCUMENT, hash, "a\"; name=\"chat_id\"\r\n\r\n7.pdf");
        assertThat(send(new Extras(tricky, List.of(), false, false))).isInstanceOf(SENT);
        assertThat(last().chat()).isEqualTo(lastPerson);
    }

    private Extras file(Kind kind, String content) throws Exception {
        var hash = bots.files.keep(new ByteArrayInputStream(content.getBytes()));
        return new Extras(Attachment.of(kind, hash, "a file.bin"), List.of(), false, false);
    }

    private OutgoingMessage message(Extras extras) {
        return new OutgoingMessage(++lastPerson, "<b>Sale</b>", TextFormat.HTML, extras, 1);
    }

    /** As a lane does it. */
    private CompletionStage<SendOutcome> posted(OutgoingMessage message) {
        bots.gateway.prepare(session, message);
        return bots.gateway.send(session, message);
    }

    private SendOutcome send(Extras extras) throws Exception {
        return posted(message(extras)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Under the edit lock nothing waits for the database. */
    @Test
    void aFileOfWhichNothingIsKnownIsNotLookedForByTheHandOver() throws Exception {
        var message = message(file(Kind.PHOTO, "content"));
        assertThat(bots.gateway.send(session, message).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new SendOutcome.Unreachable(Duration.ofSeconds(1), WaitCause.DATABASE));
        assertThat(telegram.record()).isEmpty();
        assertThat(posted(message).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(SENT);
    }

    private static Accepted last() {
        var all = telegram.record();
        return all.get(all.size() - 1);
    }

    private static Map<String, String> parameters() {
        return last().parameters();
    }
}
