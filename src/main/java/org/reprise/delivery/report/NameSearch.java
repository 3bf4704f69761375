package org.reprise.delivery.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.reprise.audience.Prefix;

/**
 * A search for people by any name that their row shows: what is searched for begins the name as a whole, or each of its
 * words begins the username, the first or the last name. As a condition on the contact {@code c}, with what is bound.
 */
final class NameSearch {
    private static final String WHOLE = "coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')";
    static final List<String> NAMES = List.of("username", "first_name", "last_name");

    private final Map<String, String> bound = new HashMap<>();
    private final List<String> words;
    private final String text;

    /** @param text as SearchText gives it, not empty */
    NameSearch(String text) {
        this.words = List.of(text.strip().split("\\s+"));
        this.text = String.join(" ", words);
    }

    /** What is bound by the conditions that were asked for so far. */
    Map<String, String> bound() {
        return bound;
    }

    String condition() {
        var each = new ArrayList<String>();
        for (int word = 0; word < words.size(); word++) {
            int place = word;
            each.add(NAMES.stream()
                    .map(name -> begins("c." + name, words.get(place), "word" + place))
                    .collect(Collectors.joining(" or ", "(", ")")));
        }
        return begins(WHOLE, text, "whole") + " or (" + String.join(" and ", each) + ")";
    }

    /** That the column begins with the first word: of those who match, whoever does not is missed by no index. */
    String first(String column) {
        return begins("c." + column, words.get(0), "word0");
    }

    /** In small letters, with a capital first, or in capitals: SQLite knows small ones of ASCII alone. */
    private String begins(String expression, String prefix, String key) {
        var any = new ArrayList<String>();
        for (var each : Prefix.anyCase(prefix)) {
            var from = key + "from" + any.size();
            var to = key + "to" + any.size();
            bound.put(from, each.from());
            bound.put(to, each.to());
            any.add("lower(" + expression + ") >= :" + from + " and lower(" + expression + ") < :" + to);
        }
        return "(" + String.join(" or ", any) + ")";
    }
}
