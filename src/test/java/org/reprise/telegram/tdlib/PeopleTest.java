package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.Chat;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;

class PeopleTest {
    private static final int MILLION = 1_000_000;
    private final People people = new People();

    @Test
    void aMillionRecipientsTakeTensOfBytesEach() {
        long before = heap();
        var ids = new Random(1);
        for (int i = 0; i < MILLION; i++) {
            long id = ids.nextLong(1_000_000_000L, 10_000_000_000L);
            people.heard(user(id, "userTypeRegular"));
            people.heard(chat(id, "chatTypePrivate"));
        }
        double each = (heap() - before) / (double) MILLION;
        System.out.printf("%.1f bytes of heap for each person%n", each);
        assertThat(each).isLessThan(40);
        long first = new Random(1).nextLong(1_000_000_000L, 10_000_000_000L);
        assertThat(people.hasChatWithHuman(first)).isTrue();
    }

    @Test
    void onlyPeopleArePeople() {
        people.heard(user(1, "userTypeRegular"));
        people.heard(user(2, "userTypeBot"));
        people.heard(user(3, "userTypeDeleted"));
        people.heard(user(777_000, "userTypeRegular"));
        people.heard(TdRequest.of("updateUser")
                .add(
                        "user",
                        TdRequest.of(user(4, "userTypeRegular").getJsonObject("user"))
                                .add("is_support", true))
                .build());
        for (long id : new long[] {1, 2, 3, 4, 777_000}) {
            people.heard(chat(id, "chatTypePrivate"));
            assertThat(people.hasChat(id)).isTrue();
            assertThat(people.hasChatWithHuman(id)).isEqualTo(id == 1);
        }
    }

    @Test
    void whoDeletesTheirAccountIsNobodyAnyMore() {
        people.heard(user(1, "userTypeRegular"));
        people.heard(chat(1, "chatTypePrivate"));
        people.heard(user(1, "userTypeDeleted"));
        assertThat(people.hasChatWithHuman(1)).isFalse();
        people.heard(user(1, "userTypeRegular"));
        assertThat(people.hasChatWithHuman(1)).isTrue();
    }

    /** TDLib sends nothing to it, and says no more than that the chat takes no messages. */
    @Test
    void aDeletedAccountIsToldFromAChatThatTakesNoMessages() {
        var forbidden = new SendOutcome.Refused(Reason.WRITE_FORBIDDEN);
        people.heard(user(1, "userTypeRegular"));
        people.heard(user(2, "userTypeDeleted"));
        assertThat(people.withWhoIsGone(1, forbidden)).isEqualTo(forbidden);
        assertThat(people.withWhoIsGone(2, forbidden)).isEqualTo(new SendOutcome.Refused(Reason.DEACTIVATED));
        assertThat(people.withWhoIsGone(2, new SendOutcome.Sent())).isEqualTo(new SendOutcome.Sent());
        people.heard(user(2, "userTypeRegular"));
        assertThat(people.withWhoIsGone(2, forbidden)).isEqualTo(forbidden);
    }

    @Test
    void aGroupIsNoChatWithSomebody() {
        people.heard(chat(-100, "chatTypeSupergroup"));
        assertThat(people.hasChat(-100)).isFalse();
    }

    @Test
    void emptyNamesAreUnknownOnes() {
        var at = Instant.now();
        assertThat(People.chat(user(1, "userTypeRegular").getJsonObject("user"), at, at))
                .isEqualTo(new Chat(1, null, "Anna", null, null, null, at, at));
    }

    private static JsonObject user(long id, String type) {
        return TdRequest.of("updateUser")
                .add(
                        "user",
                        TdRequest.of("user")
                                .add("id", id)
                                .add("first_name", "Anna")
                                .add("last_name", "")
                                .add("phone_number", "")
                                .add("language_code", "")
                                .add("type", TdRequest.of(type)))
                .build();
    }

    private static JsonObject chat(long id, String type) {
        return TdRequest.of("updateNewChat")
                .add("chat", TdRequest.of("chat").add("id", id).add("type", TdRequest.of(type)))
                .build();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
