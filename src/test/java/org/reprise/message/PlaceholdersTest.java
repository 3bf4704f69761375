package org.reprise.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.message.TextFormat.HTML;
import static org.reprise.message.TextFormat.MARKDOWN;
import static org.reprise.message.TextFormat.PLAIN;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.Filling.Cause;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Filling.LeftOut;
import org.reprise.message.FormattedText.Entity;
import org.reprise.message.FormattedText.Kind;

class PlaceholdersTest {
    private static final Map<String, String> ANNA = Map.of("first_name", "Anna", "city", "Köln", "vip", "true");
    private static final Map<String, String> NOBODY = Map.of();

    @Test
    void valuesStandWhereThePlaceholdersDo() {
        assertThat(text("Hi {{ first_name }} from {{city}}!", PLAIN, ANNA)).isEqualTo("Hi Anna from Köln!");
    }

    @Test
    void aTextWithoutPlaceholdersHasNone() {
        assertThat(Message.of("Hi { you } 100% {", PLAIN, Extras.NONE).isPersonal())
                .isFalse();
    }

    @Test
    void namesAreNoMarks() {
        var filled = filled("<b>Hi {{first_name}}</b>!", HTML, Map.of("first_name", "<i>_x_</i> &amp; \uD83D\uDE00"));
        assertThat(filled.text().text()).isEqualTo("Hi <i>_x_</i> &amp; \uD83D\uDE00!");
        assertThat(filled.text().entities()).containsExactly(new Entity(Kind.BOLD, 0, 22, null));
    }

    @Test
    void marksBehindAValueMoveWithIt() {
        var filled = filled("{{first_name}}, *this* and _{{city}}_", MARKDOWN, ANNA);
        assertThat(filled.text().text()).isEqualTo("Anna, this and Köln");
        assertThat(filled.text().entities())
                .containsExactly(new Entity(Kind.BOLD, 6, 4, null), new Entity(Kind.ITALIC, 15, 4, null));
    }

    @Test
    void whatStandsInAPlaceholderIsNoMark() {
        assertThat(text("{{ first_name | default: \"_*<b>\" }}", MARKDOWN, NOBODY))
                .isEqualTo("_*<b>");
        assertThat(text("{% if first_name == blank %}<b>a</b>{% else %}b{% endif %}", HTML, NOBODY))
                .isEqualTo("a");
        assertThat(text("{{ first_name | default: &quot;a&lt;b&quot; }}", HTML, NOBODY))
                .isEqualTo("a<b");
    }

    @Test
    void aMarkAroundWhatIsLeftOutIsGone() {
        var filled = filled("a<b>{% if vip %}VIP{% endif %}</b>c<i>d</i>", HTML, NOBODY);
        assertThat(filled.text().text()).isEqualTo("acd");
        assertThat(filled.text().entities()).containsExactly(new Entity(Kind.ITALIC, 2, 1, null));
    }

    @Test
    void aMarkMayBeginInAConditionAndEndBehindIt() {
        var source = "{% if vip %}<b>A{% endif %}B</b>C";
        assertThat(filled(source, HTML, ANNA).text().entities()).containsExactly(new Entity(Kind.BOLD, 0, 2, null));
        assertThat(filled(source, HTML, NOBODY).text().entities()).containsExactly(new Entity(Kind.BOLD, 0, 1, null));
    }

    @Test
    void valuesInAddressesAreEncoded() {
        var filled = filled(
                "<a href=\"https://shop.de/?n={{first_name}}&c={{city}}\">go</a>",
                HTML,
                Map.of("first_name", "A&b/c", "city", "Köln"));
        assertThat(filled.text().entities())
                .containsExactly(new Entity(Kind.LINK, 0, 2, "https://shop.de/?n=A%26b%2Fc&c=K%C3%B6ln"));
    }

    @Test
    void addressesOfWhatIsLeftOutMissNothing() {
        assertThat(text("x{% if vip %}<a href=\"https://shop.de/{{code}}\">go</a>{% endif %}", HTML, NOBODY))
                .isEqualTo("x");
    }

    @Test
    void nobodysValueSaysWhereTheAddressLeads() {
        refused("<a href=\"https://{{city}}.shop.de/\">go</a>", HTML, "Line 1, character 18");
        refused("<a href=\"{{city}}\">go</a>", HTML, "Line 1, character 10");
        assertThatThrownBy(() -> Message.of("x", PLAIN, buttons("go", "{{ link }}")))
                .hasMessageContaining("cannot stand there");
    }

    @Test
    void buttonsHaveValuesInLabelAndAddress() {
        var message = Message.of("x", PLAIN, buttons("For {{first_name}}", "https://shop.de/?u={{city}}"));
        var filled = (Filled) message.placeholders().orElseThrow().fill(ANNA);
        assertThat(filled.extras().buttons())
                .containsExactly(List.of(new Button("For Anna", "https://shop.de/?u=K%C3%B6ln")));
        assertThat(message.placeholders().orElseThrow().fields()).containsExactly("first_name", "city");
        assertThatThrownBy(() -> Message.of("x", PLAIN, buttons("{% if x %}a{% endif %}", "https://shop.de")))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining("values can stand");
        assertThatThrownBy(() -> Message.of("x", PLAIN, buttons("{{x}}", "ftp://shop.de/{{x}}")))
                .isInstanceOf(MessageRefused.class);
    }

    @Test
    void aLabelThatIsTooLongForSomebodyIsNotCut() {
        var message = Message.of("x", PLAIN, buttons("{{first_name}}", "https://shop.de"));
        assertThat(message.placeholders().orElseThrow().fill(Map.of("first_name", "n".repeat(65))))
                .isEqualTo(new LeftOut(Cause.TOO_LONG, "65"));
    }

    @Test
    void whoseValueIsMissingGetsNothing() {
        assertThat(fill("{{ first_name }} {{ city }}", PLAIN, Map.of("first_name", " ")))
                .isEqualTo(new LeftOut(Cause.MISSING_VALUE, "first_name"));
    }

    @Test
    void whoIsSkippedGetsNothingWhateverElseIsMissing() {
        assertThat(fill("{{ first_name }}{% unless city %}{% skip \"no city\" %}{% endunless %}", PLAIN, NOBODY))
                .isEqualTo(new LeftOut(Cause.SKIPPED, "no city"));
    }

    @Test
    void aTextThatIsTooLongForSomebodyIsNotCut() {
        assertThat(fill("{{first_name}}", PLAIN, Map.of("first_name", "n".repeat(4097))))
                .isEqualTo(new LeftOut(Cause.TOO_LONG, "4097"));
        var below = new Extras(Attachment.at(Extras.Kind.PHOTO, "https://shop.de/a.jpg"), List.of(), false, false);
        var caption = Message.of("{{first_name}}", PLAIN, below).placeholders().orElseThrow();
        assertThat(caption.fill(Map.of("first_name", "n".repeat(1025)))).isEqualTo(new LeftOut(Cause.TOO_LONG, "1025"));
        assertThat(caption.fill(Map.of("first_name", "n".repeat(1024)))).isInstanceOf(Filled.class);
    }

    @Test
    void whatIsTooLongForEverybodyCannotBeSaved() {
        assertThatThrownBy(() -> Message.of("x".repeat(4097) + "{{first_name}}", PLAIN, Extras.NONE))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining("4097");
    }

    @Test
    void nothingToBeSeenIsNotSent() {
        assertThat(fill("{% if vip %}x{% endif %}", PLAIN, NOBODY)).isEqualTo(new LeftOut(Cause.BLANK, ""));
    }

    @Test
    void faultsInMarksAreToldWhereTheyAreInTheSource() {
        assertThatThrownBy(() -> Message.of("{{ first_name }} <b>x", HTML, Extras.NONE))
                .hasMessageContaining("at character 18");
    }

    @Test
    void customMarksAreRefusedForTheyWouldBeLost() {
        refused("{{x}}<tg-emoji emoji-id=\"5\">a</tg-emoji>", HTML, "Line 1, character 6");
        refused("{{x}}![a](tg://emoji?id=5)", MARKDOWN, "Line 1, character 6");
    }

    @Test
    void placeholdersStandInNoOtherAttribute() {
        refused("<pre><code class=\"language-{{x}}\">a</code></pre>", HTML, "cannot stand there");
    }

    @Test
    void theOutlineShowsThemAsTheyAreWritten() {
        var outline = Placeholders.outline("*{{ first_name | upper }}*\\!", MARKDOWN);
        assertThat(outline.text()).isEqualTo("{{ first_name | upper }}!");
        assertThat(outline.entities()).containsExactly(new Entity(Kind.BOLD, 0, 24, null));
    }

    @Test
    void bracesOfATextFromBeforeStayUntilItIsChanged() {
        var before = Message.accepted("Use {{ this", PLAIN, Extras.NONE);
        var silent = new Extras(null, List.of(), true, false);
        assertThat(Message.of("Use {{ this", PLAIN, silent, before).isPersonal())
                .isFalse();
        assertThat(Message.of("Use {{ this }}", PLAIN, silent, before).isPersonal())
                .isTrue();
        assertThatThrownBy(() -> Message.of("Use {{ that", PLAIN, silent, before))
                .isInstanceOf(MessageRefused.class);
    }

    @Test
    void fieldsThatNobodyHasAreToldWithTheNearest() {
        var placeholders = Message.of("Hi\n  {{ frist_name }}", PLAIN, Extras.NONE)
                .placeholders()
                .orElseThrow();
        assertThatThrownBy(() -> placeholders.requireFields(Set.of("first_name", "last_name", "city", "zone")))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining("Line 2, character 6")
                .hasMessageContaining("first_name, last_name");
        placeholders.requireFields(Set.of("frist_name"));
    }

    private static Extras buttons(String label, String url) {
        return new Extras(null, List.of(List.of(new Button(label, url))), false, false);
    }

    private static void refused(String source, TextFormat format, String words) {
        assertThatThrownBy(() -> Message.of(source, format, Extras.NONE))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining(words);
    }

    private static Filling fill(String source, TextFormat format, Map<String, String> values) {
        return Message.of(source, format, Extras.NONE)
                .placeholders()
                .orElseThrow()
                .fill(values);
    }

    private static Filled filled(String source, TextFormat format, Map<String, String> values) {
        return (Filled) fill(source, format, values);
    }

    private static String text(String source, TextFormat format, Map<String, String> values) {
        return filled(source, format, values).text().text();
    }
}
