package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import org.reprise.access.AccountService;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Segment;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.RuleJson;
import org.reprise.audience.rule.RuleLine;
import org.reprise.campaign.SegmentService;

/** Rules under names. */
@Path("/segments")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.VIEWER)
public class SegmentsResource {
    @Inject
    private SegmentService segments;

    @Inject
    private AccountService accounts;

    @GET
    public JsonObject list() {
        return JsonBody.with(
                        "segments",
                        JsonBody.array(segments.all().stream().map(this::answer).toList()))
                .build();
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        return tagged(Response.ok(), segments.find(number(id)));
    }

    @POST
    @Consumes("application/json")
    @Idempotent
    @Needs(Role.OPERATOR)
    public Response add(@Takes(RequestBody.SEGMENT) Members members) {
        var added = segments.add(members.text("name"), rule(members));
        return tagged(Response.created(URI.create("segments/" + added.id())), added);
    }

    @PUT
    @Path("{id}")
    @Consumes("application/json")
    @Needs(Role.OPERATOR)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @Takes(RequestBody.SEGMENT) Members members) {
        var now = segments.find(number(id));
        members.refuseChangeOfReadOnly(() -> answer(now).build());
        var version = IfMatch.version(ifMatch, now.version());
        return tagged(Response.ok(), segments.change(now.id(), members.text("name"), rule(members), version));
    }

    @DELETE
    @Path("{id}")
    @Needs(Role.OPERATOR)
    public void delete(@PathParam("id") String id) {
        segments.delete(number(id));
    }

    private static long number(String id) {
        return Integers.inPath("segment id", id);
    }

    private Rule rule(Members members) {
        ZoneId zone = accounts.zone();
        var written = members.optionalText("rule_text")
                .filter(text -> !text.isBlank())
                .map(text -> RuleLine.read(text, zone).whole());
        return Members.ruleOf(members.optionalSide("rule", zone), written, RuleLine::of)
                .orElseThrow(() -> Members.missing("rule"));
    }

    private Response tagged(Response.ResponseBuilder response, Segment segment) {
        return response.entity(answer(segment).build())
                .header(HttpHeaders.ETAG, IfMatch.tag(segment.version()))
                .build();
    }

    private JsonBody answer(Segment segment) {
        return JsonBody.with("id", segment.id())
                .and("name", segment.name())
                .and("rule", RuleJson.of(segment.rule()))
                .and("rule_text", RuleLine.of(segment.rule()))
                .and("version", segment.version())
                .and(
                        "campaigns",
                        JsonBody.array(segments.uses(segment).stream()
                                .map(use -> JsonBody.with(
                                                "campaign_id", use.campaign().id())
                                        .and("name", use.campaign().name())
                                        .and("status", use.campaign().status())
                                        .and("version", use.version()))
                                .toList()))
                .and("created_at", segment.createdAt())
                .and("updated_at", segment.updatedAt());
    }
}
