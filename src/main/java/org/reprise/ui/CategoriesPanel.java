package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.Refused;
import org.reprise.audience.Category;
import org.reprise.audience.CategoryRefused;
import org.reprise.audience.CategoryRules;
import org.reprise.audience.Classifier;
import org.reprise.campaign.CategoryService;

/** The categories of the account beside the list: what each asks for, how many people are in it, and a text to try. */
@Named
@ViewScoped
public class CategoriesPanel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String FORM = "categories";

    @Inject
    private CategoryService categories;

    @Inject
    private Toast toast;

    @Inject
    private Words words;

    private boolean open;

    /** Of the one that is edited; null: a new one. */
    private Long id;

    private String name = "";
    private String description = "";
    private String keywords = "";
    private String regex = "";
    private String examples = "";
    private String text = "";
    private List<String> matches;

    /** @param people contacts of the account that are in it */
    public record Row(long id, String name, long people) {}

    public void show() {
        begin();
        open = true;
    }

    public void close() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    public List<Row> getRows() {
        var people = categories.people();
        return categories.all().stream()
                .map(category -> new Row(category.id(), category.name(), people.getOrDefault(category.id(), 0L)))
                .toList();
    }

    /** A new one. */
    public void begin() {
        id = null;
        enter(new Entered("", "", List.of(), "", List.of()));
    }

    /** One that is there. */
    public void editOne(long which) {
        try {
            var rules = categories.find(which).rules();
            id = which;
            enter(new Entered(rules.name(), rules.description(), rules.keywords(), rules.regex(), rules.examples()));
        } catch (CategoryRefused refused) {
            tell(refused);
        }
    }

    private record Entered(
            String name, String description, List<String> keywords, String regex, List<String> examples) {}

    private void enter(Entered entered) {
        name = entered.name;
        description = entered.description;
        keywords = String.join("\n", entered.keywords);
        regex = entered.regex;
        examples = String.join("\n", entered.examples);
    }

    public void save() {
        try {
            var rules = new CategoryRules(name, description, lines(keywords), regex, lines(examples));
            Category saved = id == null ? categories.add(rules) : categories.change(id, rules);
            toast.say(words.of("categories.saved", saved.name()));
            begin();
        } catch (CategoryRefused refused) {
            tell(refused);
        }
    }

    public void delete() {
        try {
            categories.delete(id);
            toast.say(words.of("categories.deleted", name));
            begin();
        } catch (CategoryRefused refused) {
            tell(refused);
        }
    }

    /** To which categories a text belongs, by the rules that are saved. */
    public void tryOut() {
        matches = List.copyOf(categories.classify(text == null ? "" : text));
    }

    private void tell(Refused refused) {
        Refusal.tell(FORM, words.say(refused.said()));
    }

    /** A text in each line. */
    private static List<String> lines(String text) {
        return text == null
                ? List.of()
                : text.lines().filter(line -> !line.isBlank()).toList();
    }

    public boolean isNew() {
        return id == null;
    }

    public int getMostText() {
        return Classifier.MAX_TEXT;
    }

    /** Null: nothing was tried. */
    public List<String> getMatches() {
        return matches;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description == null ? "" : description;
    }

    public String getKeywords() {
        return keywords;
    }

    public void setKeywords(String keywords) {
        this.keywords = keywords;
    }

    public String getRegex() {
        return regex;
    }

    public void setRegex(String regex) {
        this.regex = regex == null ? "" : regex;
    }

    public String getExamples() {
        return examples;
    }

    public void setExamples(String examples) {
        this.examples = examples;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
