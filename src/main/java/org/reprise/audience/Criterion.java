package org.reprise.audience;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reprise.LocalizedMessage;
import org.reprise.audience.rule.Rule;

/**
 * Something that a targeting can ask of a contact. All that is the criterion's own stands in its constant: its name,
 * what a campaign stores of it, the rule for whom it selects, and the words for that.
 *
 * @param <V> what is asked for, such as a time to lie after
 */
public sealed interface Criterion<V> permits TimeCriterion, CategoryCriterion {

    /** Its name in requests and answers, such as {@code chat_start_time}; no other criterion has it. */
    String key();

    /**
     * What a campaign stores of it.
     *
     * @param value empty: the campaign does not ask for it
     * @return by column; the column is the name of the SQL parameter too, and a value may be null
     */
    Map<String, String> stored(Optional<V> value);

    /** Reads back what {@link #stored} gave, from the text of each column. */
    Optional<V> read(UnaryOperator<String> column);

    /** Selects the same contacts as {@link #unmet}. */
    Rule rule(V wanted);

    /** Empty when the contact is selected. */
    Optional<Unmet> unmet(V wanted, Contact contact);

    /**
     * Whom it selects, such as "first message after 5 May".
     *
     * @param time puts a time into words
     */
    LocalizedMessage words(V wanted, Function<Instant, String> time);

    /** What a targeting asks for and a contact does not meet. */
    interface Unmet {
        /** The name of what is asked for, as requests have it. */
        String key();

        /** For programs, by name; a value is a text, a time, a number, a flag or null. */
        Map<String, Object> facts();

        /** What is asked for, as in "whose first message came after 5 May". */
        LocalizedMessage wanted(Function<Instant, String> time);

        /** What the contact has instead, as in "they first wrote on 4 May". */
        LocalizedMessage found(Function<Instant, String> time);
    }
}
