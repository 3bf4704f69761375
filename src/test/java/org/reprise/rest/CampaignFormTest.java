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
import org.reprise.audience.Targeting.Bound;
import org.reprise.campaign.CampaignDraft;
import org.reprise.telegram.TextFormat;
import org.reprise.testing.CampaignDrafts;

class CampaignFormTest {

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
        assertThatThrownBy(() -> draft("{\"categories\":[\"" + name + "\"]}"))
                .hasMessageStartingWith("categories must be a name");
    }

    @Test
    void theFormatIsOneOfThreeAndAnEditMayLeaveIt() {
        assertThat(draft("{}").format()).isEqualTo(TextFormat.PLAIN);
        assertThat(draft("{\"format\":\"markdown\"}").format()).isEqualTo(TextFormat.MARKDOWN);
        assertThat(CampaignForm.edit(members("{}"), null).format()).isNull();
        assertThat(CampaignForm.edit(members("{\"format\":\"html\"}"), null).format())
                .isEqualTo(TextFormat.HTML);
        assertThatThrownBy(() -> draft("{\"format\":\"HTML\"}")).hasMessage("format must be plain, html or markdown.");
    }

    @Test
    void anEditTellsAnAbsentLimitFromAClearedOne() {
        assertThat(CampaignForm.edit(members("{}"), null).changesLimit()).isFalse();
        var cleared = CampaignForm.edit(members("{\"limit\":null}"), 3);
        assertThat(cleared.changesLimit()).isTrue();
        assertThat(cleared.limit()).isNull();
        assertThat(cleared.ifVersion()).isEqualTo(3);
    }

    private static CampaignDraft draft(String body) {
        return CampaignForm.draft(members(body), 1, "shop", "Hi");
    }

    private static Members members(String body) {
        return Members.parse(body.getBytes(UTF_8));
    }
}
