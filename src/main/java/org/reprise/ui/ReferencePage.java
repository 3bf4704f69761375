package org.reprise.ui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/**
 * The API's document for people, which the build makes of openapi.yaml: as a part of a page, without its own styles.
 */
@Named
@ApplicationScoped
public class ReferencePage {
    private static final String FILE = "/WEB-INF/reference/index.html";

    private volatile String html;

    public String getHtml() {
        var read = html;
        if (read == null) {
            read = read();
            html = read;
        }
        return read;
    }

    private static String read() {
        try (var in = FacesContext.getCurrentInstance().getExternalContext().getResourceAsStream(FILE)) {
            var body = Jsoup.parse(in, "UTF-8", "").body();
            // the page has a heading of its own; the rest says nothing of Reprise
            body.select("body > h1, .license-info, .license-url").remove();
            body.select(".app-desc:matches(^(More information|Contact Info|BasePath):)")
                    .remove();
            body.select("h1").tagName("h2");
            body.select("a[href=#]").unwrap();
            return clean(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever wrote the document wrote no scripts; should the generator begin to, they are left out. */
    private static String clean(Element body) {
        var allowed = Safelist.relaxed()
                .addAttributes(":all", "id", "class", "name")
                .addProtocols("a", "href", "#")
                .preserveRelativeLinks(true);
        return Jsoup.clean(body.html(), "", allowed);
    }
}
