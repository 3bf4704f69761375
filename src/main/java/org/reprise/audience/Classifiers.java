package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.TimeSource;
import org.reprise.audience.Categories.Membership;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Edited;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Incoming.Wrote;

/**
 * Puts whoever writes into the categories that what they write belongs to. The rules of an account are kept in memory.
 */
@ApplicationScoped
public class Classifiers {
    private final Categories categories;
    private final TimeSource time;
    private final Map<Long, Rules> rules = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /**
     * Of an account, as they were read.
     *
     * @param changes how many there had been before
     */
    private record Rules(long changes, List<Category> categories, Classifier classifier) {
        Stream<Category> of(String text) {
            Set<String> names = categories.isEmpty() || text.isEmpty() ? Set.of() : classifier.categoriesOf(text);
            return categories.stream().filter(category -> names.contains(category.name()));
        }
    }

    @Inject
    public Classifiers(Categories categories, TimeSource time) {
        this.categories = categories;
        this.time = time;
    }

    /** @return whether somebody is in a category since now */
    boolean heard(Incoming incoming) {
        var session = incoming.session();
        var memberships = incoming.happenings().stream()
                .flatMap(happening -> rulesOf(session.accountId())
                        .of(text(happening))
                        .map(category -> new Membership(happening.userId(), category.id())))
                .collect(Collectors.toSet());
        return !memberships.isEmpty() && categories.put(session, memberships, time.now());
    }

    private static String text(Happening happening) {
        if (happening instanceof Wrote wrote) {
            return wrote.text();
        }
        return happening instanceof Edited edited ? edited.text() : "";
    }

    /** Read outside of any lock: what was read before a change is never taken for what holds after it. */
    private Rules rulesOf(long account) {
        var known = rules.get(account);
        if (known != null && known.changes == changes.get()) {
            return known;
        }
        long before = changes.get();
        var all = categories.of(account);
        var read = new Rules(
                before, all, new Classifier(all.stream().map(Category::rules).toList()));
        rules.put(account, read);
        return read;
    }

    public void changed(@Observes CategoriesChanged event) {
        changes.incrementAndGet();
    }
}
