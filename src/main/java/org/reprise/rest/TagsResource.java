package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.TagService;

/** The tags of the account. */
@Path("/tags")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class TagsResource {
    @Inject
    private TagService tags;

    @GET
    public JsonObject list() {
        var people = tags.people();
        var all = tags.all().stream()
                .map(tag -> JsonBody.with("id", tag.id())
                        .and("name", tag.name())
                        .and("people", people.getOrDefault(tag.id(), 0L)))
                .toList();
        return JsonBody.with("tags", JsonBody.array(all)).build();
    }

    @DELETE
    @Path("{id}")
    @Needs(Role.OPERATOR)
    public void delete(@PathParam("id") String id) {
        tags.delete(Integers.inPath("tag id", id));
    }
}
