package org.reprise.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignEdit;
import org.reprise.telegram.TextFormat;
import org.reprise.testing.CampaignDrafts;

class CampaignRequestTest {
    private static final CampaignRequest requests = new CampaignRequest(null);

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
        assertThat(targeting.chatStart()).isEqualTo(new Bound(Instant.parse("2026-01-31T07:30:00Z"), Bound.Side.AFTER));
        assertThat(targeting.newestChat())
                .isEqualTo(new Bound(Instant.parse("2026-02-01T00:00:00Z"), Bound.Side.BEFORE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31",
                "2026-01-31T09:30:00",
                "31.1.2026",
                "",
                "+999999999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z"
            })
    void aTimeWithoutItsOffsetIsInvalid(String time) {
        assertThatThrownBy(() -> draft("{\"chat_start_time\":\"" + time + "\"}"))
                .hasMessageStartingWith("chat_start_time must be a time with its offset, such as ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.05, 50", "1e-999999999, 0", "86400, 86400000", "1.5, 1500"})
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

    @Test
    void theFormatIsOneOfThreeAndAnEditMayLeaveIt() {
        assertThat(draft("{}").format()).isEqualTo(TextFormat.PLAIN);
        assertThat(draft("{\"format\":\"markdown\"}").format()).isEqualTo(TextFormat.MARKDOWN);
        assertThat(edit("{}").format()).isNull();
        assertThat(edit("{\"format\":\"html\"}").format()).isEqualTo(TextFormat.HTML);
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
        assertThat(edit("{}").name()).isNull();
        assertThat(edit("{\"name\":null}").name()).isEmpty();
        assertThat(edit("{\"name\":\"May\"}").name()).isEqualTo("May");
    }

    @Test
    void anEditTellsAnAbsentLimitFromAClearedOne() {
        assertThat(edit("{}").changesLimit()).isFalse();
        var cleared = requests.edit(members("{\"limit\":null}", RequestBody.UPDATE), 3, CampaignAnswers::ofNone);
        assertThat(cleared.changesLimit()).isTrue();
        assertThat(cleared.limit()).isNull();
        assertThat(cleared.ifVersion()).isEqualTo(3);
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

    private static Members members(String body, RequestBody declaration) {
        return Members.parse(body.getBytes(UTF_8), declaration);
    }
}
