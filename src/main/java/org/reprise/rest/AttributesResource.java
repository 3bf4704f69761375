package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Attribute;
import org.reprise.audience.AttributeType;
import org.reprise.campaign.AttributeService;

/** What the account keeps of its contacts. */
@Path("/attributes")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class AttributesResource {
    @Inject
    private AttributeService attributes;

    @GET
    public JsonObject list() {
        var all = attributes.all().stream().map(AttributesResource::answer).toList();
        return JsonBody.with("attributes", JsonBody.array(all)).build();
    }

    @POST
    @Consumes("application/json")
    @Idempotent
    @Needs(Role.OPERATOR)
    public Response add(@Takes(RequestBody.ATTRIBUTE) Members members) {
        var type = AttributeType.valueOf(members.text("type").toUpperCase(Locale.ROOT));
        var added = attributes.add(members.text("name"), type);
        return Response.created(URI.create("attributes/" + added.id()))
                .entity(answer(added).build())
                .build();
    }

    @DELETE
    @Path("{id}")
    @Needs(Role.OPERATOR)
    public void delete(@PathParam("id") String id) {
        attributes.delete(Integers.inPath("attribute id", id));
    }

    private static JsonBody answer(Attribute attribute) {
        return JsonBody.with("id", attribute.id())
                .and("name", attribute.name())
                .and("type", SessionForm.lower(attribute.type()));
    }
}
