package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Category;
import org.reprise.audience.CategoryRules;
import org.reprise.campaign.CategoryService;

/** What people write about, as the account sorts it. */
@Path("/categories")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class CategoriesResource {
    @Inject
    private CategoryService categories;

    @GET
    public JsonObject list() {
        var people = categories.people();
        var all = categories.all().stream()
                .map(category -> answer(category, people.getOrDefault(category.id(), 0L)))
                .toList();
        return JsonBody.with("categories", JsonBody.array(all)).build();
    }

    @POST
    @Consumes("application/json")
    @Idempotent
    @Needs(Role.OPERATOR)
    public Response add(@Takes(RequestBody.CATEGORY) Members members) {
        var added = categories.add(rules(members));
        return Response.created(URI.create("categories/" + added.id()))
                .entity(answer(added, 0).build())
                .build();
    }

    /** By what people wrote before, as far as it is kept. */
    @POST
    @Path("history")
    @Consumes("application/json")
    @Needs(Role.OPERATOR)
    public JsonObject toHistory(@Takes(RequestBody.STOP) Members none) {
        var applied = categories.toHistory();
        return JsonBody.with("texts", applied.texts())
                .and("people", applied.people())
                .build();
    }

    /** What a request leaves out, the category has no more. */
    @PUT
    @Path("{id}")
    @Consumes("application/json")
    @Needs(Role.OPERATOR)
    public JsonObject change(@PathParam("id") String id, @Takes(RequestBody.CATEGORY) Members members) {
        long number = Integers.inPath("category id", id);
        var now = categories.find(number);
        members.refuseChangeOfReadOnly(() -> answer(now, people(number)).build());
        return answer(categories.change(number, rules(members)), people(number)).build();
    }

    @DELETE
    @Path("{id}")
    @Needs(Role.OPERATOR)
    public void delete(@PathParam("id") String id) {
        categories.delete(Integers.inPath("category id", id));
    }

    private long people(long id) {
        return categories.people().getOrDefault(id, 0L);
    }

    static CategoryRules rules(Members members) {
        return new CategoryRules(
                members.text("name"),
                members.optionalText("description").orElse(""),
                members.texts("keywords"),
                members.optionalText("regex").orElse(""),
                members.texts("examples"));
    }

    /** The origin's clients read the keywords as JSON in a string. */
    private static JsonBody answer(Category category, long people) {
        var keywords = JsonBody.array(category.rules().keywords());
        return JsonBody.with("id", category.id())
                .and("name", category.name())
                .and("description", category.rules().description())
                .and("keywords", keywords)
                .and("keywords_json", keywords.toString())
                .and("regex", category.rules().regex())
                .and("examples", JsonBody.array(category.rules().examples()))
                .and("people", people)
                .and("created_at", category.createdAt())
                .and("updated_at", category.updatedAt());
    }
}
