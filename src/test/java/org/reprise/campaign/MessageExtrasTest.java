package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.await;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.Extras.Kind;
import org.reprise.message.Message;
import org.reprise.message.MessageRefused;
import org.reprise.message.TextFormat;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class MessageExtrasTest {
    private static final Button SHOP = new Button("Shop", "https://example.org/shop");
    private static final Attachment PHOTO = Attachment.at(Kind.PHOTO, "https://example.org/a.jpg");
    private static final Extras ALL = new Extras(PHOTO, List.of(List.of(SHOP, SHOP), List.of(SHOP)), true, true);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void areKeptWithTheRevisionAndGoOutWithTheText(TestDatabase database) {
        var telegram = new ScriptedTelegram(20).atRate(50);
        try (var reprise = new TestReprise(database, telegram)) {
            long id = reprise.desk.create(draft("Hello", ALL)).id();
            assertThat(reprise.campaigns.find(id).orElseThrow().message().extras())
                    .isEqualTo(ALL);
            reprise.start(id);
            await("some messages", () -> telegram.handed.size() > 3);
            var silent = new Extras(null, List.of(), true, false);
            reprise.desk.update(id, edit(ExtrasEdit.to(silent)));
            int atEdit = telegram.handed.size();
            reprise.awaitStatus(id, CampaignStatus.COMPLETED);
            var sent = telegram.handed.stream()
                    .map(handed -> handed.message().extras())
                    .toList();
            assertThat(sent.subList(0, 4)).containsOnly(ALL);
            assertThat(sent.subList(atEdit, 20)).containsOnly(silent);
            assertThat(reprise.campaigns.revisions(id))
                    .extracting(revision -> revision.message().extras())
                    .containsExactly(ALL, silent);
            assertThat(reprise.desk.clone(id, "Copy").message().extras()).isEqualTo(silent);
        }
    }

    @Test
    void anEditChangesWhatItNamesAndNothingElse() {
        try (var reprise = new TestReprise(TestDatabase.SQLITE, new ScriptedTelegram(1))) {
            long id = reprise.desk.create(draft("Hello", ALL)).id();
            var loud = reprise.desk.update(id, edit(new ExtrasEdit(false, null, null, false, null)));
            assertThat(loud.message().extras()).isEqualTo(new Extras(PHOTO, ALL.buttons(), false, true));
            var bare = reprise.desk.update(id, edit(new ExtrasEdit(true, null, null, null, null)));
            assertThat(bare.message().extras()).isEqualTo(new Extras(null, ALL.buttons(), false, true));
            assertThat(bare.revision()).isEqualTo(3);
            var same = reprise.desk.update(id, edit(new ExtrasEdit(true, null, ALL.buttons(), false, true)));
            assertThat(same.version()).isEqualTo(bare.version());
            assertThat(reprise.desk
                            .update(id, CampaignEdits.ofText("Other"))
                            .message()
                            .extras())
                    .isEqualTo(bare.message().extras());
        }
    }

    @Test
    void belowAnAttachmentATextIsShorterWhicheverCameFirst() {
        try (var reprise = new TestReprise(TestDatabase.SQLITE, new ScriptedTelegram(1))) {
            var long1 = "x".repeat(1_025);
            assertThatThrownBy(() -> reprise.desk.create(draft(long1, ALL)))
                    .hasMessageContaining("message has 1025 UTF-16 units; below an attachment Telegram takes 1024");
            long id = reprise.desk.create(draft(long1, Extras.NONE)).id();
            assertThatThrownBy(() -> reprise.desk.update(id, edit(new ExtrasEdit(true, PHOTO, null, null, null))))
                    .hasMessageContaining("below an attachment");
            reprise.desk.update(id, CampaignEdits.ofText("x".repeat(1_024)));
            reprise.desk.update(id, edit(new ExtrasEdit(true, PHOTO, null, null, null)));
            assertThatThrownBy(() -> reprise.desk.update(id, CampaignEdits.ofText(long1)))
                    .hasMessageContaining("below an attachment");
        }
    }

    @Test
    void aFileThatWasNeverGivenIsRefused() {
        try (var reprise = new TestReprise(TestDatabase.SQLITE, new ScriptedTelegram(1))) {
            var unknown = new Extras(Attachment.of(Kind.PHOTO, "0".repeat(64), "a.jpg"), List.of(), false, false);
            assertThatThrownBy(() -> reprise.desk.create(draft("Hello", unknown)))
                    .hasMessage("attachment.file is none that POST /files has answered with.");
        }
    }

    static Stream<Arguments> unfit() {
        var crowd = Stream.generate(() -> SHOP).limit(9).toList();
        var tower = Stream.generate(() -> List.of(SHOP)).limit(101).toList();
        return Stream.of(
                Arguments.of(
                        new Extras(Attachment.at(Kind.PHOTO, "http://example.org/a"), List.of(), false, false),
                        "attachment.url"),
                Arguments.of(
                        new Extras(Attachment.at(Kind.PHOTO, "https://a b"), List.of(), false, false),
                        "attachment.url"),
                Arguments.of(
                        new Extras(Attachment.of(Kind.PHOTO, "0".repeat(64), " "), List.of(), false, false),
                        "attachment.name"),
                Arguments.of(buttons(List.of(crowd)), "rows of 1 to 8"),
                Arguments.of(buttons(List.of(List.of())), "rows of 1 to 8"),
                Arguments.of(buttons(tower), "100 at the most"),
                Arguments.of(
                        new Extras(Attachment.at(Kind.PHOTO, ""), List.of(), false, false), "not \"\": it is empty"),
                Arguments.of(
                        new Extras(Attachment.at(Kind.PHOTO, "t.me/a.jpg"), List.of(), false, false),
                        "must begin with https://"),
                Arguments.of(
                        new Extras(Attachment.at(Kind.PHOTO, "https://localhost/a"), List.of(), false, false),
                        "it has no dot"),
                Arguments.of(buttons(List.of(List.of(new Button(" ", SHOP.url())))), "label"),
                Arguments.of(buttons(List.of(List.of(new Button("x".repeat(65), SHOP.url())))), "label"),
                Arguments.of(buttons(List.of(List.of(new Button("\u200B", SHOP.url())))), "label"),
                Arguments.of(buttons(List.of(List.of(new Button("a\0b", SHOP.url())))), "label"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatTelegramWouldRefuseIsInvalid(Extras extras, String why) {
        assertThatThrownBy(() -> Message.of("Hello", TextFormat.PLAIN, extras))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://пример.рф/",
                "https://my_shop.example.org/",
                "https://example.org/?q=a|b",
                "http://example.org/",
                "tg://resolve?domain=shopbot",
                "t.me/shopbot",
                "HTTPS://EXAMPLE.ORG",
                "https://example.org",
                "https://example.org:8443/a b?c=ü#{",
                "https://xn--e1afmkfd.xn--p1ai/",
                "https://münchen.example/straße",
                "https://例え.テスト/",
                "https://example.org/?a=[1]&b=\"<>\\^`",
                "https://t.me/shopbot?start=abc_1",
                "tg:resolve?domain=shopbot",
                "tg://user?id=123456",
                "example.org/path",
                "https://1.2.3.4/",
                "http://[2001:db8::1]:8080/",
            })
    void buttonsLeadWhereverTelegramTakesThem(String url) {
        var extras = buttons(List.of(List.of(new Button("Shop", url))));
        assertThatCode(() -> Message.of("Hello", TextFormat.PLAIN, extras)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            https://localhost/x¦ the host "localhost" is not public, since it has no dot
            http://shop:8080/¦ the host "shop" is not public, since it has no dot
            https://example.org:99999/¦ "99999" is no port; ports go from 1 to 65535
            https://example.org:0/¦ "0" is no port; ports go from 1 to 65535
            https://example.org:/¦ "" is no port; ports go from 1 to 65535
            https://example.org:http/¦ "http" is no port; ports go from 1 to 65535
            https://example.org/?id={id}¦ {id} would be sent as it stands: placeholders stand in double braces, and in no attachment
            https://{shop}.example.org/¦ {shop} would be sent as it stands: placeholders stand in double braces, and in no attachment
            ''¦ it is empty
            ' '¦ it is empty
            ' https://example.org'¦ it begins or ends with a blank
            https://exam ple.org/¦ the host "exam ple.org" holds a character that no host may have
            https://exa"mple.org/¦ the host "exa"mple.org" holds a character that no host may have
            https:///path¦ it names no host
            https://?a¦ it names no host
            https:example.org¦ https: must be followed by two slashes
            http:/example.org¦ http: must be followed by two slashes
            javascript:alert(1)¦ Telegram opens http, https and tg addresses, no "javascript" address
            JavaScript:alert(document.domain)¦ Telegram opens http, https and tg addresses, no "JavaScript" address
            data:text/html,x.y¦ Telegram opens http, https and tg addresses, no "data" address
            mailto:anna@example.org¦ Telegram opens http, https and tg addresses, no "mailto" address
            tel:+49170¦ Telegram opens http, https and tg addresses, no "tel" address
            ftp://example.org/¦ Telegram opens http, https and tg addresses, no "ftp" address
            file:///etc/passwd¦ Telegram opens http, https and tg addresses, no "file" address
            https://bank.com@evil.org/¦ it names a user, "bank.com", before the host, which hides where it leads
            https://me:pw@example.org/¦ it names a user, "me:pw", before the host, which hides where it leads
            http://[::g]/¦ the host "[::g]" holds a character that no host may have
            tg://¦ it begins like an address of Telegram's own and is none; such as tg://resolve?domain=username
            tg://re.solve¦ it begins like an address of Telegram's own and is none; such as tg://resolve?domain=username
            shop¦ the host "shop" is not public, since it has no dot
            """)
    void whatTelegramTakesNotIsRefusedWithTheTrueReason(String url, String reason) {
        var extras = buttons(List.of(List.of(new Button("Shop", url))));
        assertThatThrownBy(() -> Message.of("Hello", TextFormat.PLAIN, extras))
                .isInstanceOf(MessageRefused.class)
                .hasMessage("A button cannot lead to \"" + url + "\": " + reason);
    }

    @Test
    void aLongAddressIsToldByItsBeginning() {
        var extras = buttons(List.of(List.of(new Button("Shop", "https://example.org/" + "x".repeat(2_000)))));
        assertThatThrownBy(() -> Message.of("Hello", TextFormat.PLAIN, extras))
                .hasMessageEndingWith("xxx…\": it is longer than 2000 characters");
    }

    private static Extras buttons(List<List<Button>> rows) {
        return new Extras(null, rows, false, false);
    }

    private static CampaignDraft draft(String text, Extras extras) {
        return CampaignDrafts.aCampaign(text).extras(extras).draft();
    }

    private static CampaignEdit edit(ExtrasEdit extras) {
        return CampaignEdits.ofExtras(extras);
    }
}
