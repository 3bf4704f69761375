package org.reprise;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Messages that opt out: how they are read from the settings, and how a message is compared with them. */
public final class OptOutWords {
    private static final String KEY = "REPRISE_OPT_OUT_WORDS";
    private static final String TAKES = "messages that opt out, separated by commas, such as stop, /stop, unsubscribe";

    /** What Telegram's clients send when somebody begins, or begins again. */
    public static final String START = "/start";

    private static final String USUAL =
            "stop, /stop, unsubscribe, stopp, abmelden, abbestellen, arrêter, désabonner, parar, baja, cancelar,"
                    + " fermare, disiscrivi, стоп, отписаться, відписатися, 退订";

    private OptOutWords() {}

    /** The form in which messages are compared: "STOP!" and "/stop@the_bot, please" mean "stop" and "/stop". */
    public static String form(String message) {
        var words = message.strip().toLowerCase(Locale.ROOT).replaceAll("[.!…]+$", "");
        // a command may name the bot it is meant for, and carry more behind it
        return words.startsWith("/") ? words.split("[@\\s]", 2)[0] : words;
    }

    static Set<String> read(SettingValues values) {
        var value = values.text(KEY, USUAL, TAKES);
        var words = new LinkedHashSet<String>();
        for (var part : value.split(",", -1)) {
            var word = part.strip();
            var form = form(word);
            if (form.codePoints().noneMatch(OptOutWords::says)) {
                values.problem(KEY + " has \"" + word + "\" between its commas, which is no word.");
            } else if (form.equals(START)) {
                values.problem(
                        KEY + " has \"" + word + "\", with which everybody begins to write to a bot: it opts in.");
            } else {
                words.add(form);
            }
        }
        return Set.copyOf(words);
    }

    /** A letter, a digit, or a picture such as a stop sign; no punctuation. */
    private static boolean says(int character) {
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.OTHER_SYMBOL;
    }
}
