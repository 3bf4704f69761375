package org.reprise.audience;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out what a message says about being written to. A message opts out when it consists of opt-out words, with
 * nothing but polite words, punctuation and emoji around them; one other word, and it says something else.
 */
final class OptOutWords {
    /** A command stands first, may name the bot it is meant for, and may carry more behind it. */
    private static final Pattern COMMAND = Pattern.compile("[^\\p{L}\\p{N}/@]*/([\\p{L}\\p{M}\\p{N}_]+)(?:@\\w+)?(.*)");

    private static final Pattern EDGES = Pattern.compile("(?<![^ ])['_/]+|['_/]+(?![^ ])");
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
    private final List<String> known;

    /** @param entries each a word, a phrase or a command; a word is a command of that name, too */
    OptOutWords(Collection<String> entries) {
        for (var entry : entries) {
            var folded = FoldedText.of(entry);
            commands.add(folded.startsWith("/") ? folded.substring(1) : folded);
            if (!folded.startsWith("/")) {
                phrases.add(words(folded));
            }
        }
        phrases.remove("");
        known = Stream.concat(phrases.stream(), POLITE.stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    Wish in(String text) {
        var folded = FoldedText.of(text);
        var command = COMMAND.matcher(folded);
        if (command.matches() && endsCommand(command.group(2))) {
            var name = command.group(1);
            return commands.contains(name) ? Wish.STOP : name.equals("start") ? Wish.START : Wish.NONE;
        }
        return asksToStop(words(folded)) ? Wish.STOP : Wish.NONE;
    }

    private static boolean endsCommand(String rest) {
        return rest.isEmpty() || rest.startsWith(" ");
    }

    private static String words(String folded) {
        return EDGES.matcher(folded).replaceAll(" ").strip();
    }

    private boolean asksToStop(String words) {
        boolean stops = false;
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
                .filter(phrase -> words.startsWith(phrase, at) && isWordEnd(words, at + phrase.length()))
                .findFirst()
                .orElse(null);
    }

    /** Some scripts put nothing between words. */
    private static boolean isWordEnd(String words, int at) {
        return at == words.length()
                || words.charAt(at) == ' '
                || isUnspaced(words.codePointBefore(at))
                || isUnspaced(words.codePointAt(at));
    }

    private static boolean isUnspaced(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
