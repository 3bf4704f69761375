package org.reprise.ui;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reprise.message.VisibleText;

/** What a copy of a campaign is called: after its original, and as no other campaign is. */
final class CopyName {
    private static final Pattern NUMBER = Pattern.compile(" \\([1-9]\\d{0,2}\\)$");

    private CopyName() {}

    /**
     * A copy of a copy is one of the first original.
     *
     * @param copyOf puts the name of the original into "Copy of …"
     */
    static String of(String original, UnaryOperator<String> copyOf, Set<String> taken) {
        var start = copyOf.apply("");
        var name = original.startsWith(start) && original.length() > start.length()
                ? NUMBER.matcher(original.substring(start.length())).replaceFirst("")
                : original;
        return Stream.concat(
                        Stream.of(""), IntStream.iterate(2, next -> next + 1).mapToObj(next -> " (" + next + ")"))
                .map(number -> copyOf.apply(cut(name, VisibleText.MAX_NAME_LENGTH - start.length() - number.length()))
                        + number)
                .filter(each -> !taken.contains(each))
                .findFirst()
                .orElseThrow();
    }

    private static String cut(String name, int most) {
        // half of a character that takes two is no name
        return name.length() <= most
                ? name
                : VisibleText.cleaned(name.substring(0, most - 1)).strip() + "…";
    }
}
