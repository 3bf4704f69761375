package org.reprise.audience.csv;

import java.util.regex.Pattern;
import org.reprise.message.VisibleText;

/**
 * What spreadsheets make of a cell. People give themselves their names: one that a spreadsheet would take for a formula
 * gets an apostrophe before it on its way out, which is taken off again on its way in, so that both are the same.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP on CSV injection</a>
 */
public final class SpreadsheetText {
    /** Begin a formula, the full-width forms too. */
    private static final String FORMULA = "[=+\\-@\\x{FF1D}\\x{FF0B}\\x{FF0D}\\x{FF20}]";

    /** A spreadsheet of another country, or one that was told so, begins a new cell behind each of these. */
    private static final String CELL_START = "(^|[;,|])([\\s\"\\p{Z}\\p{Cf}]*+)";

    private static final Pattern DANGEROUS = Pattern.compile(CELL_START + "('*+" + FORMULA + ")");
    private static final Pattern MADE_HARMLESS = Pattern.compile(CELL_START + "'('*+" + FORMULA + ")");
    private static final Pattern TEXT_FORMULA = Pattern.compile("=\\s*+\"((?:[^\"]|\"\")*+)\"");

    private SpreadsheetText() {}

    /**
     * For a cell of a file that Reprise writes; null is empty. No line break, tab or other control character is left.
     */
    public static String harmless(String text) {
        return text == null ? "" : DANGEROUS.matcher(VisibleText.cleaned(text)).replaceAll("$1$2'$3");
    }

    /** What a cell of somebody's file says: without what makes a spreadsheet take it for text; stripped. */
    public static String value(String cell) {
        var stripped = stripped(cell);
        if (!stripped.startsWith("=") && stripped.indexOf('\'') < 0) {
            // most cells of millions
            return stripped;
        }
        var formula = TEXT_FORMULA.matcher(stripped);
        if (formula.matches()) {
            return stripped(formula.group(1).replace("\"\"", "\""));
        }
        return MADE_HARMLESS.matcher(stripped).replaceAll("$1$2$3");
    }

    /** Without blanks of any kind, and what cannot be seen, around it. */
    public static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isEdge(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isEdge(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isEdge(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\uFEFF'
                || c >= '\u200B' && c <= '\u200F'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2060' && c <= '\u2069';
    }
}
