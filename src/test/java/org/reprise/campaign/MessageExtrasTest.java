package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.await;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.telegram.Extras;
import org.reprise.telegram.Extras.Attachment;
import org.reprise.telegram.Extras.Button;
import org.reprise.telegram.Extras.Kind;
import org.reprise.telegram.TextFormat;
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
            assertThat(reprise.campaigns.find(id).orElseThrow().extras()).isEqualTo(ALL);
            reprise.desk.start(id);
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
                    .extracting(MessageRevision::extras)
                    .containsExactly(ALL, silent);
            assertThat(reprise.desk.clone(id).extras()).isEqualTo(silent);
        }
    }

    @Test
    void anEditChangesWhatItNamesAndNothingElse() {
        try (var reprise = new TestReprise(TestDatabase.SQLITE, new ScriptedTelegram(1))) {
            long id = reprise.desk.create(draft("Hello", ALL)).id();
            var loud = reprise.desk.update(id, edit(new ExtrasEdit(false, null, null, false, null)));
            assertThat(loud.extras()).isEqualTo(new Extras(PHOTO, ALL.buttons(), false, true));
            var bare = reprise.desk.update(id, edit(new ExtrasEdit(true, null, null, null, null)));
            assertThat(bare.extras()).isEqualTo(new Extras(null, ALL.buttons(), false, true));
            assertThat(bare.revision()).isEqualTo(3);
            var same = reprise.desk.update(id, edit(new ExtrasEdit(true, null, ALL.buttons(), false, true)));
            assertThat(same.version()).isEqualTo(bare.version());
            assertThat(reprise.desk.update(id, CampaignEdits.ofText("Other")).extras())
                    .isEqualTo(bare.extras());
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
            var unknown = Extras.NONE.with(Attachment.of(Kind.PHOTO, "0".repeat(64), "a.jpg"));
            assertThatThrownBy(() -> reprise.desk.create(draft("Hello", unknown)))
                    .hasMessage("attachment.file is none that POST /files has answered with.");
        }
    }

    static Stream<Arguments> unfit() {
        var crowd = Stream.generate(() -> SHOP).limit(9).toList();
        var tower = Stream.generate(() -> List.of(SHOP)).limit(101).toList();
        return Stream.of(
                Arguments.of(Extras.NONE.with(Attachment.at(Kind.PHOTO, "http://example.org/a")), "attachment.url"),
                Arguments.of(Extras.NONE.with(Attachment.at(Kind.PHOTO, "https://a b")), "attachment.url"),
                Arguments.of(Extras.NONE.with(Attachment.of(Kind.PHOTO, "0".repeat(64), " ")), "attachment.name"),
                Arguments.of(buttons(List.of(crowd)), "rows of 1 to 8"),
                Arguments.of(buttons(List.of(List.of())), "rows of 1 to 8"),
                Arguments.of(buttons(tower), "100 at the most"),
                Arguments.of(buttons(List.of(List.of(new Button("Shop", "javascript:alert(1)")))), "https address"),
                Arguments.of(buttons(List.of(List.of(new Button("Shop", "https:///path")))), "https address"),
                Arguments.of(buttons(List.of(List.of(new Button(" ", SHOP.url())))), "label"),
                Arguments.of(buttons(List.of(List.of(new Button("x".repeat(65), SHOP.url())))), "label"),
                Arguments.of(buttons(List.of(List.of(new Button("a\0b", SHOP.url())))), "label"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatTelegramWouldRefuseIsInvalid(Extras extras, String why) {
        assertThatThrownBy(() -> MessageRevision.check("Hello", TextFormat.PLAIN, extras))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining(why);
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
