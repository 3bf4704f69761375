package org.reprise;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words by which people opt out: how they are read from the settings, and which messages consist of them. A message
 * opts out when it has an opt-out word, and nothing but polite words, punctuation and emoji around it; one other word,
 * and it says something else.
 */
public final class OptOutWords {
    private static final String KEY = "REPRISE_OPT_OUT_WORDS";
    private static final String TAKES = "messages that opt out, separated by commas, such as stop, /stop, unsubscribe";

    /** What Telegram's clients send when somebody begins, or begins again. */
    private static final String START = "start";

    /** In the languages that Reprise answers in. */
    private static final String USUAL = """
            stop, /stop, stopall, stop all, stop messages, unsubscribe, unsubscribe me, remove me, cancel, end, quit, revoke, opt out, optout,
            stopp, abmelden, abmeldung, abbestellen, austragen,
            detener, deten, parar, baja, darme de baja, cancelar, cancelar suscripción, pare, sair, descadastrar,
            arrêt, arrêter, arrêtez, désabonner, me désabonner, désabonnement, désinscrire, désinscription,
            fermare, disiscrivi, disiscrivimi, annulla, cancella,
            стоп, отписаться, отписать, отпишите, отпишите меня, отпиши, отпиши меня, отписка, отмена, відписатися, відпишіть, відписка, скасувати,
            dur, durdur, iptal, abonelikten çık, berhenti, berhenti berlangganan,
            توقف, لغو, لغو اشتراک, لغو عضویت, 退订, 退訂, 取消, 取消订阅, 取消訂閱, 停止
            """.strip().replace('\n', ' ');

    /** A command stands first, may name the bot it is meant for, and may carry more behind it. */
    private static final Pattern COMMAND =
            Pattern.compile("[^\\p{L}\\p{N}/@]*/([\\p{L}\\p{M}\\p{N}_]+)(?:@\\w+)?(?: .*)?");

    private static final List<String> POLITE =
            Stream.of("""
                    please, pls, plz, kindly, thanks, thank you, thx, ty, sorry
                    bitte, danke, danke schön, vielen dank, dankeschön
                    por favor, porfa, porfavor, gracias, muchas gracias
                    por gentileza, obrigado, obrigada
                    s'il vous plaît, s'il te plaît, svp, stp, merci, merci beaucoup
                    per favore, per piacere, per cortesia, grazie
                    пожалуйста, пж, плиз, спасибо
                    будь ласка, прошу, дякую
                    lütfen, teşekkürler, teşekkür ederim, sağol
                    tolong, mohon, terima kasih, makasih
                    لطفا, ممنون, متشکرم, مرسی
                    请, 請, 谢谢, 謝謝, 麻烦, 麻煩
                    """.split("[,\n]")).map(FoldedText::of).toList();

    private final Set<String> commands = new HashSet<>();
    private final Set<String> phrases = new HashSet<>();
    private final Set<String> pictures = new HashSet<>();
    private final List<String> known;

    /** @param entries each a word, a phrase, a picture or a command; a word is a command of that name, too */
    public OptOutWords(Collection<String> entries) {
        entries.forEach(this::add);
        known = Stream.concat(phrases.stream(), POLITE.stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private void add(String entry) {
        var command = command(FoldedText.of(entry));
        var form = form(entry);
        if (command.isPresent()) {
            commands.add(command.get());
        } else if (isPicture(form)) {
            pictures.add(form);
        } else if (says(form)) {
            phrases.add(form);
            commands.add(form);
        }
        // a word "start" opts out, the command of that name never
        commands.remove(START);
    }

    /** The form in which messages are compared: "STOP!" and "/stop@the_bot now" are "stop" and "/stop". */
    private static String form(String text) {
        var folded = FoldedText.of(text);
        return command(folded).map(name -> "/" + name).orElseGet(() -> {
            var words = FoldedText.wordsOf(folded);
            return words.isEmpty() ? pictures(text) : words;
        });
    }

    /** The forms of the entries, each once. */
    static Set<String> read(SettingValues values) {
        var value = values.text(KEY, USUAL, TAKES);
        var words = new LinkedHashSet<String>();
        for (var part : value.split(",", -1)) {
            var word = part.strip();
            var form = form(word);
            if (!says(form) && !isPicture(form)) {
                values.problem(KEY + " has \"" + word + "\" between its commas, which is no word.");
            } else if (form.equals("/" + START)) {
                values.problem(
                        KEY + " has \"" + word + "\", with which everybody begins to write to a bot: it opts in.");
            } else {
                words.add(form);
            }
        }
        return Set.copyOf(words);
    }

    private static boolean says(String form) {
        return form.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static boolean isPicture(String form) {
        return !form.isEmpty() && form.equals(pictures(form));
    }

    /** Each picture of {@code text} once, such as a stop sign, in order; no selector, no tone of skin. */
    private static String pictures(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) == Character.OTHER_SYMBOL)
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Whether a message is the command by which people opt in. */
    public static boolean asksToStart(String message) {
        return command(FoldedText.of(message)).filter(START::equals).isPresent();
    }

    public boolean askToStop(String message) {
        var folded = FoldedText.of(message);
        var command = command(folded);
        if (command.isPresent()) {
            return commands.contains(command.get());
        }
        return asksToStop(FoldedText.wordsOf(folded), pictures.stream().anyMatch(pictures(message)::contains));
    }

    private static Optional<String> command(String folded) {
        var command = COMMAND.matcher(folded);
        return command.matches() ? Optional.of(command.group(1)) : Optional.empty();
    }

    /** @param otherwise what polite words alone say */
    private boolean asksToStop(String words, boolean otherwise) {
        boolean stops = otherwise;
        int at = 0;
        while (at < words.length()) {
            if (words.charAt(at) == ' ') {
                at++;
                continue;
            }
            var phrase = longestAt(words, at);
            if (phrase == null) {
                return false;
            }
            stops |= phrases.contains(phrase);
            at += phrase.length();
        }
        return stops;
    }

    private String longestAt(String words, int at) {
        return known.stream()
                .filter(phrase -> words.startsWith(phrase, at) && FoldedText.isWordEnd(words, at + phrase.length()))
                .findFirst()
                .orElse(null);
    }
}
