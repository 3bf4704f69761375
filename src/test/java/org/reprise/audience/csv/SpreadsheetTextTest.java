package org.reprise.audience.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.message.VisibleText;

class SpreadsheetTextTest {
    private static final Pattern FORMULA = Pattern.compile("[\\s\"]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*");

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '\1', textBlock = """
            =1+1¦'=1+1
            +491701234567¦'+491701234567
            -5¦'-5
            @anna¦'@anna
            Ann;=cmd|' /C calc'!A0¦Ann;'=cmd|' /C calc'!A0
            a; =1¦a; '=1
            a;"=1"¦a;"'=1"
            a|+1¦a|'+1
            '=1¦''=1
            ＝1¦'＝1
            ;;@x¦;;'@x
            Anna-Maria¦Anna-Maria
            't Hooft¦'t Hooft
            a=b; c+d¦a=b; c+d
            a, b¦a, b
            """)
    void aFormulaGetsAnApostropheAtTheBeginningOfEveryPiece(String name, String exported) {
        assertThat(SpreadsheetText.harmless(name)).isEqualTo(exported);
        assertThat(SpreadsheetText.value(exported)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n=1", "a\r\n=1", "a\t=1", "\t=1", "\r=1", "a\u2028=1", "a\u0000=1", "a\u000B=1"})
    void noCellBreaksItsLine(String name) {
        var exported = SpreadsheetText.harmless(name);
        assertThat(exported).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
        assertThat(exported).doesNotMatch(FORMULA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '\1', textBlock = """
            ="501000010"¦501000010
            = "Ann"¦Ann
            ="say ""hi""\"¦say "hi"
            =""¦
            =1+1¦=1+1
            '501¦'501
            """)
    void aFormulaOfTextIsItsText(String cell, String value) {
        assertThat(SpreadsheetText.value(cell)).isEqualTo(value == null ? "" : value);
    }

    @ParameterizedTest
    @ValueSource(strings = {" Ann ", "\u00A0Ann\u202F", "\uFEFFAnn\u200B", "\u202AAnn\u202C", "\tAnn\n", "Ann\u200F"})
    void nothingThatCannotBeSeenIsLeftAroundIt(String cell) {
        assertThat(SpreadsheetText.value(cell)).isEqualTo("Ann");
    }

    @Property
    void whatIsExportedComesInAsItWas(@ForAll("names") String name) {
        assertThat(SpreadsheetText.value(SpreadsheetText.harmless(name))).isEqualTo(name);
    }

    @Property
    void noPieceOfWhatIsExportedIsAFormula(@ForAll("names") String name) {
        for (var piece : SpreadsheetText.harmless(name).split("[;|\t\n\r]")) {
            assertThat(piece).as(name).doesNotMatch(FORMULA);
        }
    }

    /** As they can be stored: shown as they are, and nothing around them. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                        "=", "+", "-", "@", "'", "''", ";", "|", "\"", " ", ",", "a", "é", "🌷", "＝", "\u00A0", "5",
                        "=\"")
                .list()
                .ofMaxSize(8)
                .map(pieces -> SpreadsheetText.stripped(VisibleText.cleaned(String.join("", pieces))));
    }
}
