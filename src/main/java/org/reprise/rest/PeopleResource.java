package org.reprise.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.reprise.access.Needs;
import org.reprise.access.PeopleService;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.PeopleService.Invited;
import org.reprise.access.PublicAddresses;
import org.reprise.access.Role;

/** The people of the caller's account. */
@Path("/people")
@RequestScoped
@Produces(RestApplication.JSON)
@Needs(Role.OWNER)
public class PeopleResource {
    @Inject
    private PeopleService people;

    @Inject
    private PublicAddresses addresses;

    @Context
    private UriInfo uri;

    @GET
    public JsonObject list() {
        return JsonBody.with(
                        "people",
                        JsonBody.array(
                                people.all().stream().map(AccessAnswers::person).toList()))
                .build();
    }

    /** The answer holds the link by which they choose a password: nothing shows it again. */
    @POST
    @Consumes("application/json")
    public Response invite(@Takes(RequestBody.INVITE) Members members) {
        var invited = people.invite(new Draft(members.text("email"), members.text("name"), RoleMember.of(members)));
        return Response.created(
                        uri.getBaseUri().resolve("/people/" + invited.person().id()))
                .entity(answer(invited))
                .build();
    }

    @GET
    @Path("{id}")
    public JsonObject find(@PathParam("id") String id) {
        return AccessAnswers.person(people.find(Integers.inPath("person id", id)))
                .build();
    }

    /** Another link, for whoever lost theirs or their password. */
    @POST
    @Path("{id}/invite")
    @Consumes("application/json")
    public JsonObject inviteAgain(@PathParam("id") String id, @Takes(RequestBody.STOP) Members none) {
        return answer(people.inviteAgain(Integers.inPath("person id", id)));
    }

    @POST
    @Path("{id}/update")
    @Consumes("application/json")
    public JsonObject update(@PathParam("id") String id, @Takes(RequestBody.PERSON) Members members) {
        long person = Integers.inPath("person id", id);
        members.refuseNull("name", "role", "disabled");
        members.refuseChangeOfReadOnly(
                () -> AccessAnswers.person(people.find(person)).build());
        var changed = people.change(
                person,
                members.optionalText("name").orElse(null),
                members.has("role") ? RoleMember.of(members) : null,
                members.optionalFlag("disabled").orElse(null));
        return AccessAnswers.person(changed).build();
    }

    private JsonObject answer(Invited invited) {
        return AccessAnswers.person(invited.person())
                .and("link", addresses.of(invited))
                .and("link_expires_at", invited.expiresAt())
                .build();
    }
}
