package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Classifier;
import org.reprise.campaign.CategoryService;

/** To which categories a text belongs: those of the request, or those of the account where it brings none. */
@Path("/classify")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class ClassifyResource {
    @Inject
    private CategoryService categories;

    @POST
    @Consumes("application/json")
    public JsonObject classify(@Takes(RequestBody.CLASSIFY) Members members) {
        var text = members.text("text");
        if (text.length() > Classifier.MAX_TEXT) {
            throw RequestRefused.invalid(
                    "text",
                    "text has " + text.length() + " characters; Reprise takes " + Classifier.MAX_TEXT
                            + " at the most.");
        }
        var found = members.has("categories")
                ? categories.classify(
                        text,
                        members.objects("categories").stream()
                                .map(CategoriesResource::rules)
                                .toList())
                : categories.classify(text);
        return JsonBody.with("matches", JsonBody.array(found)).build();
    }
}
