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
    private List<Row> rows = List.of();

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
    public record Row(long id, String name, long people) implements Serializable {}

    public void show() {
        begin();
        count();
        open = true;
    }

    public void close() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    /** By name, as they were when the drawer was opened or something was changed in it. */
    public List<Row> getRows() {
        return rows;
    }

    private void count() {
        var people = categories.people();
        rows = categories.all().stream()
                .map(category -> new Row(category.id(), category.name(), people.getOrDefault(category.id(), 0L)))
                .toList();
    }

    /** A new one. */
    public void begin() {
        id = null;
        name = "";
        description = "";
        keywords = "";
        regex = "";
        examples = "";
    }

    /** One that is there. */
    public void editOne(long which) {
        try {
            var rules = categories.find(which).rules();
            id = which;
            name = rules.name();
            description = rules.description();
            keywords = String.join("\n", rules.keywords());
            regex = rules.regex();
            examples = String.join("\n", rules.examples());
        } catch (CategoryRefused refused) {
            tell(refused);
        }
    }

    public void save() {
        try {
            var rules = new CategoryRules(name, description, lines(keywords), regex, lines(examples));
            Category saved = id == null ? categories.add(rules) : categories.change(id, rules);
            toast.say(words.of("categories.saved", saved.name()));
            begin();
            count();
        } catch (CategoryRefused refused) {
            tell(refused);
        }
    }

    /** Of the one that is edited; null: a new one. */
    Long id() {
        return id;
    }

    /** One was deleted. */
    void showLess(String deleted) {
        toast.say(words.of("categories.deleted", deleted));
        begin();
        count();
    }

    /** To which categories a text belongs, by the rules that are saved. */
    public void tryOut() {
        matches = List.copyOf(categories.classify(text == null ? "" : text));
    }

    /** Puts people into categories by what they wrote before. */
    public void apply() {
        var applied = categories.toHistory();
        toast.say(words.of("categories.history.done", words.number(applied.texts()), words.number(applied.people())));
        count();
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

    /** Under which name the browser keeps what is typed and not saved. */
    public String getKey() {
        return id == null ? "new" : String.valueOf(id);
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
