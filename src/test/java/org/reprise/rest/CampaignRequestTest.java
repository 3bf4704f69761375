package org.reprise.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.Side;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignEdit;
import org.reprise.campaign.CampaignSettings;
import org.reprise.campaign.Limits;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Session;
import org.reprise.testing.CampaignDrafts;

class CampaignRequestTest {
    private static final CampaignSettings SETTINGS = new CampaignSettings(
            1,
            "April",
            null,
            Message.of("Hi", TextFormat.PLAIN, Extras.NONE),
            new Limits(7L, null),
            Duration.ZERO,
            Targeting.EVERYBODY);

    private static final CampaignRequest requests = new CampaignRequest(new Owners());

    /** Of account 1, which has no session yet. */
    private static final class Owners implements CampaignRequest.Owners {
        @Override
        public long account(Long named) {
            return named;
        }

        @Override
        public long accountOf(String session) {
            return 1;
        }

        @Override
        public Optional<Session> session(long id) {
            return Optional.empty();
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Europe/Berlin");
        }
    }

    @Test
    void whatIsAbsentHasItsDefault() {
        assertThat(draft("{}"))
                .isEqualTo(CampaignDrafts.aCampaign("Hi")
                        .on("shop")
                        .pace(Duration.ofSeconds(1))
                        .draft());
    }

    @Test
    void boundsAreAfterUnlessTheySayBefore() {
        var targeting = draft("{\"chat_start_time\":\"2026-01-31T09:30:00+02:00\","
                        + "\"newest_chat_time\":\"2026-02-01T00:00:00Z\",\"newest_chat_time_cmp\":\"before\"}")
                .targeting();
        assertThat(targeting.find(TimeCriterion.CHAT_START))
                .contains(new Bound(Instant.parse("2026-01-31T07:30:00Z"), Side.AFTER));
        assertThat(targeting.find(TimeCriterion.NEWEST_CHAT))
                .contains(new Bound(Instant.parse("2026-02-01T00:00:00Z"), Side.BEFORE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31",
                "2026-01-31T9:30",
                "T",
                "2026-02-30T09:30",
                "2026-01-31T09:30+99:00",
                "31.1.2026",
                "",
                "+999999999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z"
            })
    void whatIsNoTimeIsInvalid(String time) {
        assertThatThrownBy(() -> draft("{\"chat_start_time\":\"" + time + "\"}"))
                .hasMessageStartingWith("chat_start_time must be a time, such as ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.05, 50", "1e-999999999, 0", "'\"1\"', 1000", "86400, 86400000", "1.5, 1500"})
    void theSleepTimeIsInSecondsAndMayBeFractional(String seconds, long millis) {
        assertThat(draft("{\"sleep_time\":" + seconds + "}").pace()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "86400.001", "1e999999999"})
    void aSleepTimeOutOfRangeIsInvalid(String seconds) {
        assertThatThrownBy(() -> draft("{\"sleep_time\":" + seconds + "}"))
                .hasMessage("sleep_time must be 0 to 86400 seconds.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\\u0000b", "a\\ud83d", "a\\nb"})
    void namesThatNoDatabaseHoldsAreInvalid(String name) {
        assertThatThrownBy(() -> edit("{\"session\":\"" + name + "\"}"))
                .hasMessageStartingWith("session must be a name");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:30, 2026-01-31T08:30:00Z",
        "2026-07-31T09:30:15, 2026-07-31T07:30:15Z",
        "2026-01-31T09:30:00.5, 2026-01-31T08:30:00.5Z",
        // an hour that the clocks skip
        "2026-03-29T02:30, 2026-03-29T01:30:00Z",
        "2026-01-31T09:30-05:00, 2026-01-31T14:30:00Z"
    })
    void aTimeWithoutOffsetIsTakenInTheZone(String given, Instant meant) {
        assertThat(draft("{\"chat_start_time\":\"" + given + "\"}")
                        .targeting()
                        .find(TimeCriterion.CHAT_START)
                        .orElseThrow()
                        .time())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Hello <strong>you</strong></p>                | Hello <b>you</b>",
                "<p>a</p><p>b</p>                                 | a~b",
                "<p>a &lt; b</p>                                  | a &lt; b",
                "<ul><li>one</li><li>two</li></ul><p>end</p>      | • one~• two~end",
                "<h2>News</h2><p><a href='https://e.org/'>x</a></p>| News~<a href=\"https://e.org/\">x</a>"
            })
    void whatAnEditorMadeIsTranslatedWithoutAFormatAndAsHtml(String given, String sent) {
        var body = "{\"message\":" + Json.createValue(given) + "}";
        for (var message : List.of(
                MessageForm.ofNew(members(needed(body), RequestBody.CREATE)),
                MessageForm.ofNew(members(needed(body, "html"), RequestBody.CREATE)),
                MessageForm.ofEdit(members(body, RequestBody.UPDATE)),
                MessageForm.ofEdit(members(sentBack(body), RequestBody.UPDATE)))) {
            assertThat(message).isEqualTo(new MessageForm(sent.replace('~', '\n'), TextFormat.HTML));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "<p>a</p> and more", "a <p>b</p>", "<b>a</b>", "<p", "2 < 3 > 1"})
    void whatNoEditorMadeStays(String text) {
        var body = "{\"message\":" + Json.createValue(text) + "}";
        assertThat(MessageForm.ofNew(members(needed(body), RequestBody.CREATE)))
                .isEqualTo(new MessageForm(text, TextFormat.PLAIN));
        assertThat(MessageForm.ofEdit(members(body, RequestBody.UPDATE))).isEqualTo(new MessageForm(text, null));
        assertThat(MessageForm.ofEdit(members(sentBack(body), RequestBody.UPDATE)))
                .isEqualTo(new MessageForm(text, TextFormat.PLAIN));
    }

    @Test
    void whoSaysPlainMeansIt() {
        var body = "{\"message\":\"<p>a</p>\",\"format\":\"plain\"}";
        assertThat(MessageForm.ofNew(members(needed(body), RequestBody.CREATE)))
                .isEqualTo(new MessageForm("<p>a</p>", TextFormat.PLAIN));
        assertThat(MessageForm.ofEdit(members(body, RequestBody.UPDATE)))
                .isEqualTo(new MessageForm("<p>a</p>", TextFormat.PLAIN));
    }

    @Test
    void aQuotationInHtmlIsTelegrams() {
        var text = "<blockquote><b>a</b></blockquote>";
        var body = "{\"message\":\"" + text + "\",\"format\":\"html\"}";
        assertThat(MessageForm.ofEdit(members(body, RequestBody.UPDATE)))
                .isEqualTo(new MessageForm(text, TextFormat.HTML));
    }

    @Test
    void theFormatIsOneOfThreeAndAnEditMayLeaveIt() {
        assertThat(draft("{}").format()).isEqualTo(TextFormat.PLAIN);
        assertThat(draft("{\"format\":\"markdown\"}").format()).isEqualTo(TextFormat.MARKDOWN);
        assertThat(edited("{}").message()).isSameAs(SETTINGS.message());
        assertThat(edited("{\"format\":\"html\"}").message().format()).isEqualTo(TextFormat.HTML);
    }

    @Test
    void aSideWithoutItsTimeSaysNothingOnlyWhereItIsTheDefault() {
        assertThat(draft("{\"chat_start_time_cmp\":\"after\"}").targeting()).isEqualTo(Targeting.EVERYBODY);
        assertThatThrownBy(() -> draft("{\"chat_start_time_cmp\":\"before\"}"))
                .hasMessage("chat_start_time_cmp is before, but chat_start_time is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "message_text", "session", "telegram_session_id", "account_id"})
    void anEditCannotTakeAwayWhatEveryCampaignHas(String member) {
        assertThatThrownBy(() -> edit("{\"" + member + "\":null}")).hasMessage(member + " must not be null");
    }

    @Test
    void aNameIsTakenAwayByNull() {
        assertThat(edited("{}").name()).isEqualTo("April");
        assertThat(edited("{\"name\":null}").name()).isNull();
        assertThat(edited("{\"name\":\"May\"}").name()).isEqualTo("May");
    }

    @Test
    void anEditTellsAnAbsentLimitFromAClearedOne() {
        assertThat(edited("{}").limits().limit()).isEqualTo(7);
        assertThat(edited("{\"limit\":null}").limits().limit()).isNull();
    }

    @Test
    void anEditKnowsTheVersionThatItsEditorSaw() {
        assertThat(requests.edit(members("{}", RequestBody.UPDATE), 3, CampaignAnswers::ofNone)
                        .ifVersion())
                .isEqualTo(3);
    }

    /** What the edit makes of some settings. */
    private static CampaignSettings edited(String body) {
        return edit(body).change().apply(SETTINGS);
    }

    private static CampaignEdit edit(String body) {
        return requests.edit(members(body, RequestBody.UPDATE), null, CampaignAnswers::ofNone);
    }

    /** With what every campaign needs. */
    private static CampaignDraft draft(String body) {
        var more = body.substring(1, body.length() - 1);
        var needed = "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Hi\"";
        return requests.draft(
                members(needed + (more.isEmpty() ? "" : "," + more) + "}", RequestBody.CREATE),
                CampaignAnswers::ofNone);
    }

    private static String needed(String body) {
        return body.replaceFirst("\\{", "{\"account_id\":1,\"session\":\"shop\",");
    }

    private static String needed(String body, String format) {
        return needed(body.replaceFirst("\\{", "{\"format\":\"" + format + "\","));
    }

    private static String sentBack(String body) {
        return body.replaceFirst("\\{", "{\"format\":\"plain\",\"created_at\":\"2026-01-31T09:30:00Z\",");
    }

    private static Members members(String body, RequestBody declaration) {
        return Members.parse(body.getBytes(UTF_8), declaration);
    }
}
