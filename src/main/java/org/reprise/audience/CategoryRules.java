package org.reprise.audience;

import java.util.List;
import java.util.function.Predicate;
import org.reprise.FoldedText;
import org.reprise.LocalizedMessage;
import org.reprise.message.VisibleText;

/**
 * What a category is called, and which texts belong to it: those that hold one of its keywords or examples as whole
 * words, or in which its expression is found. Case, accents and the ways of typing them make no difference to words; a
 * keyword that ends in {@code *} is the beginning of a word.
 *
 * @param name 1 to {@value #MAX_NAME} characters that a page can show in one line
 * @param description for people, up to {@value #MAX_DESCRIPTION} characters; empty: none
 * @param keywords up to {@value #MAX_KEYWORDS}, each a word or a few of up to {@value #MAX_NAME} characters
 * @param regex in the syntax of RE2, which takes linear time; empty: none
 * @param examples up to {@value #MAX_EXAMPLES} texts of up to {@value #MAX_EXAMPLE} characters
 */
public record CategoryRules(
        String name, String description, List<String> keywords, String regex, List<String> examples) {
    public static final int MAX_NAME = 100;
    public static final int MAX_DESCRIPTION = 500;
    public static final int MAX_KEYWORDS = 200;
    public static final int MAX_EXAMPLES = 100;
    public static final int MAX_EXAMPLE = 1_000;

    /** @throws CategoryRefused invalid, naming the member */
    public CategoryRules {
        name = name.strip();
        description = description.strip();
        keywords = keywords.stream().map(String::strip).distinct().toList();
        examples = examples.stream().map(String::strip).distinct().toList();
        if (!VisibleText.isName(name) || name.length() > MAX_NAME) {
            throw CategoryRefused.invalid("name", LocalizedMessage.of("category.name", MAX_NAME));
        }
        if (description.length() > MAX_DESCRIPTION || !VisibleText.isStorable(description)) {
            throw CategoryRefused.invalid("description", LocalizedMessage.of("category.description", MAX_DESCRIPTION));
        }
        check("keywords", keywords, MAX_KEYWORDS, MAX_NAME);
        check("examples", examples, MAX_EXAMPLES, MAX_EXAMPLE);
        LinearPattern.check(regex);
    }

    /** Each must have a word in it: a keyword of nothing but signs would be found in every text, or in none. */
    private static void check(String member, List<String> texts, int most, int longest) {
        if (texts.size() > most) {
            throw CategoryRefused.invalid(member, LocalizedMessage.of("category.many", member, most));
        }
        Predicate<String> wrong = text -> text.length() > longest
                || !VisibleText.isStorable(text)
                || FoldedText.words(text).isEmpty();
        texts.stream().filter(wrong).findFirst().ifPresent(text -> {
            throw CategoryRefused.invalid(
                    member, LocalizedMessage.of("category.text", member, LinearPattern.shortened(text), longest));
        });
    }

    /** In UTF-16 units, of all its words and examples. */
    long length() {
        return keywords.stream().mapToLong(String::length).sum()
                + examples.stream().mapToLong(String::length).sum();
    }
}
