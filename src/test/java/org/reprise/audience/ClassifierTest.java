package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price | What's the PRICE?! | true",
                "price | the prices | false",
                "price* | the prices | true",
                "refund me | please, refund, me | true",
                "refund me | refund him and me | false",
                "доставка | Когда ДОСТАВКА? | true",
                "доставк* | нет доставки | true",
                "Rückgabe | RUCKGABE bitte | true",
                "straße | Welche STRASSE? | true",
                "قیمت | قِیمت این چیست؟ | true",
                "قیمت | بی‌قیمتی | false",
                "价格 | 请问价格是多少 | true",
                "/help | /help please | true",
                "ﬁne | fine | true",
                "naïve | NAIVE question | true"
            })
    void aKeywordIsFoundAsWholeWordsHoweverItIsTyped(String keyword, String text, boolean found) {
        var classifier = new Classifier(List.of(rules(List.of(keyword), "")));
        assertThat(classifier.categoriesOf(text)).hasSize(found ? 1 : 0);
    }

    @Test
    void anExampleIsFoundInWhatHoldsItAndNamesComeInOrder() {
        var classifier = new Classifier(List.of(
                new CategoryRules("b", "", List.of(), "", List.of("where is my order")),
                new CategoryRules("a", "", List.of("order"), "", List.of())));
        assertThat(classifier.categoriesOf("Hello, where is MY order?")).containsExactly("a", "b");
        assertThat(classifier.categoriesOf("")).isEmpty();
        assertThat(classifier.categoriesOf("👍")).isEmpty();
    }

    @Test
    void aRegexThatWouldHangJavasEngineTakesNoTime() {
        var classifier = new Classifier(List.of(rules(List.of(), "(a+)+$b|(x+x+)+y")));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> classifier.categoriesOf("a".repeat(5_000) + "x".repeat(5_000) + "!"));
        assertThat(new Classifier(List.of(rules(List.of(), "ЗАКАЗ \\d+"))).categoriesOf("мой заказ 12"))
                .hasSize(1);
    }

    @Test
    void manyWordsTakeNoLongerThanFew() {
        var word = "a".repeat(95);
        var keywords = IntStream.range(0, 200)
                .mapToObj(i -> word.substring(i % 90) + "b" + i)
                .toList();
        var classifier = new Classifier(List.of(rules(keywords, "")));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> classifier.categoriesOf("a".repeat(10_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a\0", "a\uD800b", "a{2,1}", "(?=a)b", "(a)\\1", "a*", "", "((a{100}){100}){100}"})
    void aRegexThatCannotBeTakenIsRefusedByName(String regex) {
        if (regex.isEmpty()) {
            assertThat(rules(List.of("a"), regex).regex()).isEmpty();
            return;
        }
        assertThatThrownBy(() -> rules(List.of(), regex))
                .isInstanceOfSatisfying(
                        CategoryRefused.class, e -> assertThat(e.member()).contains("regex"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!", "👍", "\u200B", "a\0b", "a\uD800"})
    void aKeywordWithoutAWordIsRefused(String keyword) {
        assertThatThrownBy(() -> rules(List.of("fine", keyword), ""))
                .isInstanceOfSatisfying(
                        CategoryRefused.class, e -> assertThat(e.member()).contains("keywords"));
    }

    @Test
    void whatIsTooMuchIsRefused() {
        assertThatThrownBy(() -> rules(Collections.nCopies(1, "a".repeat(101)), ""))
                .hasMessageContaining("up to 100 characters");
        var many = IntStream.range(0, 201).mapToObj(i -> "a" + i).toList();
        assertThatThrownBy(() -> rules(many, "")).hasMessage("keywords may hold 200 texts at the most.");
        assertThatThrownBy(() -> new CategoryRules("a\u202Eb", "", List.of(), "", List.of()))
                .isInstanceOfSatisfying(
                        CategoryRefused.class, e -> assertThat(e.member()).contains("name"));
        assertThatThrownBy(() -> new CategoryRules("a", "b\0", List.of(), "", List.of()))
                .isInstanceOfSatisfying(
                        CategoryRefused.class, e -> assertThat(e.member()).contains("description"));
        var long100 = IntStream.range(0, 100).mapToObj(i -> i + "a".repeat(995)).toList();
        var big = new CategoryRules("big", "", List.of(), "", long100);
        assertThatThrownBy(() -> new Classifier(List.of(big, new CategoryRules("big2", "", List.of(), "", long100))))
                .hasMessageContaining("Reprise takes 100000 at the most");
    }

    private static CategoryRules rules(List<String> keywords, String regex) {
        return new CategoryRules("some", "", keywords, regex, List.of());
    }
}
