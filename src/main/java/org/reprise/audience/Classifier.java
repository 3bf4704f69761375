package org.reprise.audience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ahocorasick.trie.Trie;
import org.reprise.FoldedText;
import org.reprise.LocalizedMessage;

/**
 * Says to which categories a text belongs, in time that grows with its length and not with the number of words that are
 * looked for. Pure, and safe for many threads.
 */
public final class Classifier {
    /** So much of a text is looked at: twice what a message can hold. */
    public static final int MAX_TEXT = 10_000;

    /** In UTF-16 units, of all words and examples together: each takes some 200 bytes of memory. */
    public static final int MAX_WORDS = 100_000;

    private static final char ANY_END = '*';

    private final Map<String, List<Phrase>> phrases = new HashMap<>();
    private final Map<String, LinearPattern> patterns = new HashMap<>();
    private final Trie trie;

    /** Of a category: words that belong to it, also as the beginning of a longer word if that is meant. */
    private record Phrase(String category, boolean isBeginning) {}

    /** @throws CategoryRefused invalid: together they have more than {@link #MAX_WORDS} */
    public Classifier(List<CategoryRules> categories) {
        long length = categories.stream().mapToLong(CategoryRules::length).sum();
        if (length > MAX_WORDS) {
            throw CategoryRefused.invalid(
                    "keywords", LocalizedMessage.of("category.together", MAX_WORDS, String.valueOf(length)));
        }
        for (var category : categories) {
            category.keywords().forEach(keyword -> add(category.name(), keyword));
            category.examples().forEach(example -> add(category.name(), example));
            if (!category.regex().isEmpty()) {
                patterns.put(category.name(), LinearPattern.of(category.regex()));
            }
        }
        this.trie = Trie.builder().addKeywords(phrases.keySet()).build();
    }

    private void add(String category, String text) {
        boolean beginning = text.charAt(text.length() - 1) == ANY_END;
        var same = phrases.computeIfAbsent(FoldedText.words(text), unused -> new ArrayList<>());
        same.add(new Phrase(category, beginning));
    }

    /** @return names, in their own order */
    public Set<String> categoriesOf(String text) {
        var begin = text.substring(0, Math.min(text.length(), MAX_TEXT));
        var found = new TreeSet<String>();
        var words = FoldedText.words(begin);
        trie.parseText(words, emit -> {
            if (FoldedText.isWordEnd(words, emit.getStart())) {
                boolean whole = FoldedText.isWordEnd(words, emit.getEnd() + 1);
                phrases.get(emit.getKeyword()).stream()
                        .filter(phrase -> whole || phrase.isBeginning)
                        .forEach(phrase -> found.add(phrase.category));
            }
            return true;
        });
        patterns.forEach((category, pattern) -> {
            if (!found.contains(category) && pattern.isIn(begin)) {
                found.add(category);
            }
        });
        return found;
    }
}
