package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.OptOutWords;
import org.reprise.testing.TestDatabase;

class OptIntentTest {
    private static final OptOutWords WORDS =
            new OptOutWords(TestDatabase.settings(Map.of()).telegram().optOutWords());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/unsubscribe",
                "/stop@bot",
                "Stop\u00A0",
                "stop\u200B",
                "\"stop\"",
                "stop.",
                "stop 🙏",
                "Stop please",
                "cancel",
                "detener",
            })
    void whatPeopleWriteToStopOptsOut(String text) {
        assertThat(OptIntent.in(text, WORDS)).isEqualTo(OptIntent.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP!!!",
                "\u202Astop\u202C",
                "\uFEFFstop",
                "st\u00ADop",
                "stop\u2800",
                "stop\u3164",
                "stop\uFE0F",
                "stop ℹ️",
                "stop‼️",
                "stop ©️",
                "remove me",
                "Отпишите меня, пожалуйста",
                "ＳＴＯＰ",
                "𝐬𝐭𝐨𝐩",
                "ⓢⓣⓞⓟ",
                "“Stop”",
                "‘stop’",
                "'stop'",
                "`stop`",
                "«Стоп»",
                "„stopp“",
                "(stop)",
                "[STOP]",
                "*stop*",
                "_stop_",
                "~stop~",
                "#stop",
                "- stop",
                "...stop",
                "stop?!",
                "stop\n\nstop",
                "Stop. Stop! STOP!",
                "👋🏽 stop",
                "🛑stop🛑",
                "stop ❤️",
                "stop 👩‍👩‍👧",
                "stop :-(",
                "stop 1️⃣",
                "please stop",
                "please, stop!",
                "Please stop, thank you",
                "STOP thanks",
                "stop pls",
                "/stop please",
                "please /stop",
                "\"/stop\"",
                " /stop",
                "\u200F/stop",
                "/STOP@Some_Bot now",
                "／stop",
                "/stop!",
                "/cancel",
                "/unsubscribe@shop_bot",
                "/arret",
                "Unsubscribe me",
                "unsubscribe me please",
                "opt-out",
                "Opt out",
                "STOP ALL",
                "stopall",
                "quit",
                "END",
                "Stopp",
                "Bitte stopp!",
                "abmelden bitte",
                "Abmelden, danke schön",
                "austragen",
                "arret",
                "ARRÊT",
                "arre\u0302t",
                "Arrêtez s'il vous plaît",
                "arrêter s’il vous plait",
                "stop svp",
                "stop, merci",
                "désinscription",
                "Parar por favor",
                "por favor, detener",
                "BAJA",
                "baja, gracias",
                "cancelar suscripcion",
                "Cancelar, obrigada",
                "sair",
                "disiscrivimi per favore",
                "fermare grazie",
                "стоп, пожалуйста",
                "СТОП!",
                "Отписаться, спасибо",
                "отписка",
                "відписатися, будь ласка",
                "İPTAL",
                "IPTAL",
                "ıptal",
                "iptal lütfen",
                "Lütfen durdur",
                "abonelikten çık",
                "ABONELİKTEN ÇIK",
                "berhenti",
                "tolong berhenti, terima kasih",
                "لغو",
                "لطفاً لغو",
                "توقف 🙏",
                "退订",
                "退訂。",
                "请退订",
                "退订,谢谢",
                "退订谢谢",
                "取消",
            })
    void soDoesTheSameInAnotherDress(String text) {
        assertThat(OptIntent.in(text, WORDS)).isEqualTo(OptIntent.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "don't stop",
                "bus stop 5?",
                "stopwatch",
                "don’t stop",
                "dont stop",
                "please don't stop",
                "never stop",
                "non-stop",
                "nonstop",
                "full stop",
                "pit stop",
                "stop it",
                "stop by tomorrow",
                "stop at the shop, please",
                "Can't stop laughing",
                "Where is the bus stop?",
                "how do I stop",
                "stop/start",
                "start stop",
                "stop_it",
                "stop2",
                "2 stop",
                "stop 5",
                "stop.com",
                "https://stop.org",
                "@stop",
                "stop @anna",
                "stop@example.org",
                "stops",
                "unstoppable",
                "ststop",
                "/stopwatch",
                "/stop_watch",
                "/help stop",
                "/help",
                "cancel my order",
                "please cancel order 5",
                "do not cancel",
                "no cancel",
                "nicht stoppen",
                "bitte nicht abmelden",
                "Stopp den Bus",
                "no parar",
                "ne pas arrêter",
                "не стоп",
                "стоп-кран",
                "автостоп",
                "iptal etme",
                "jangan berhenti",
                "لغو نکن",
                "不退订",
                "不要取消",
                "怎么退订",
                "please",
                "thank you",
                "请",
                "🛑",
                "🚫🙏",
                "...",
                "s t o p",
                "",
                " ",
                "\u200B",
                "hi",
            })
    void oneMoreWordSaysSomethingElse(String text) {
        assertThat(OptIntent.in(text, WORDS)).isEqualTo(OptIntent.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/start", "/start@shop_bot", "/START", "/start from-a-link", "\u200B/start", "/start stop"})
    void onlyTheCommandOptsIn(String text) {
        assertThat(OptIntent.in(text, WORDS)).isEqualTo(OptIntent.START);
        assertThat(OptIntent.in(text.replaceAll("^.*/", "please /"), WORDS)).isEqualTo(OptIntent.NONE);
    }

    @Test
    void theOperatorsWordsTakeThePlaceOfOurs() {
        var own = new OptOutWords(List.of("BASTA", "no more", "/leave"));
        assertThat(List.of("basta!", "/basta", "No more, please", "/leave", "Básta"))
                .allMatch(text -> OptIntent.in(text, own) == OptIntent.STOP);
        assertThat(List.of("stop", "/stop", "leave", "no", "more", "no moreover", "/no"))
                .allMatch(text -> OptIntent.in(text, own) == OptIntent.NONE);
        assertThat(OptIntent.in("stop", new OptOutWords(List.of()))).isEqualTo(OptIntent.NONE);
    }

    @Test
    void aPictureOfTheOperatorOptsOutAmongOthersAndPoliteWords() {
        var own = new OptOutWords(List.of("🛑", "❌️ "));
        assertThat(List.of("🛑", "🛑🛑", "🙏🛑", "🛑!", "🛑 please", "❌", "❌️"))
                .allMatch(text -> OptIntent.in(text, own) == OptIntent.STOP);
        assertThat(List.of("🚗", "🙏", "please", "go 🛑", "🛑 5", ""))
                .allMatch(text -> OptIntent.in(text, own) == OptIntent.NONE);
    }

    @Test
    void noWordOfTheOperatorTakesTheCommandAwayThatOptsIn() {
        var own = new OptOutWords(List.of("start", "/leave now"));
        assertThat(OptIntent.in("/start", own)).isEqualTo(OptIntent.START);
        assertThat(OptIntent.in("start", own)).isEqualTo(OptIntent.STOP);
        assertThat(OptIntent.in("/leave", own)).isEqualTo(OptIntent.STOP);
    }

    @Property
    void anyOptOutWordInAnyCaseAmongPunctuationAndEmojiOptsOut(
            @ForAll("words") String word, @ForAll("decoration") String before, @ForAll("decoration") String after) {
        assertThat(OptIntent.in(before + word + after, WORDS)).isEqualTo(OptIntent.STOP);
        assertThat(OptIntent.in(before + word.toUpperCase(Locale.ROOT) + after, WORDS))
                .isEqualTo(OptIntent.STOP);
    }

    @Property
    void withAnyOtherWordBesideItItDoesNot(@ForAll("words") String word, @ForAll("others") String other) {
        assertThat(OptIntent.in(other + " " + word, WORDS)).isEqualTo(OptIntent.NONE);
        assertThat(OptIntent.in(word + " " + other, WORDS)).isEqualTo(OptIntent.NONE);
        assertThat(OptIntent.in(word + " " + other + " " + word, WORDS)).isEqualTo(OptIntent.NONE);
    }

    @Property
    void nothingThatSomebodyWritesMakesItFail(@ForAll String text) {
        assertThat(OptIntent.in(text, WORDS)).isNotNull();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(TestDatabase.settings(Map.of()).telegram().optOutWords())
                .filter(word -> !word.startsWith("/"));
    }

    @Provide
    Arbitrary<String> decoration() {
        var pieces = Arbitraries.of(
                " ",
                "\u00A0",
                "\u200B",
                "\u202F",
                "\n",
                "\t",
                "\u2800",
                "\uFEFF",
                "!",
                ".",
                "?",
                ",",
                "…",
                "\"",
                "”",
                "«",
                "(",
                ")",
                "*",
                "-",
                "–",
                "。",
                "！",
                "🙏",
                "🙏🏿",
                "❤️",
                "👨‍👩‍👧",
                "😡");
        return pieces.list().ofMaxSize(5).map(list -> String.join("", list));
    }

    /** Letters that make no word of ours, in several scripts. */
    @Provide
    Arbitrary<String> others() {
        var latin = Arbitraries.strings().withChars("bkqvwxz").ofMinLength(1).ofMaxLength(8);
        var others =
                Arbitraries.strings().withChars("жыщэבגδψ龍鬼5").ofMinLength(1).ofMaxLength(4);
        return Combinators.combine(latin, others, Arbitraries.of(true, false))
                .as((one, other, first) -> first ? one : other);
    }
}
