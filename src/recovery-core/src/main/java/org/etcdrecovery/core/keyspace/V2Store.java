package org.etcdrecovery.core.keyspace;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The v2 store of a restored member: the JSON document in a .snap file, byte for byte what etcd's tools write. Up to 3.5,
 * a server that starts from a .snap file takes the members from it.
 *
 * <pre>
 * /                                   directory
 * /0/members/ID/raftAttributes        peer URLs of a member, created at index 1, 2, ... in the order of IDs
 * /1                                  data of the v2 API: empty
 * </pre>
 *
 * The document also holds the last 1000 events, here one {@code create} for each member, and statistics. Go writes the
 * children of a directory in the order of their names. From 3.6 on, the tools create the members in random order; this
 * class always uses ascending order, as the older tools do.
 */
public final class V2Store {
    private static final int EVENT_CAPACITY = 1000;
    private static final String CLUSTER = "/0";
    private static final String MEMBERS = CLUSTER + "/members";
    private static final String USERS = "/1";
    private static final String RAFT_ATTRIBUTES = "raftAttributes";
    private static final List<String> STATISTICS_BEFORE_CREATE = List.of("setsSuccess", "setsFail", "deleteSuccess",
            "deleteFail", "updateSuccess", "updateFail");
    private static final List<String> STATISTICS_AFTER_CREATE = List.of("createFail", "compareAndSwapSuccess",
            "compareAndSwapFail", "compareAndDeleteSuccess", "compareAndDeleteFail", "expireCount", "watchers");

    private final List<Member> members;
    private final EtcdRelease tool;

    private V2Store(List<Member> members, EtcdRelease tool) {
        this.members = members;
        this.tool = tool;
    }

    /**
     * Writes the document as the tool of a release line does.
     *
     * @param members the members in any order, at least one and fewer than the 1000 events that the store keeps
     * @param tool    the line whose tool to follow
     * @throws IllegalArgumentException if there are fewer or more members
     */
    public static byte[] restored(List<Member> members, EtcdRelease tool) {
        if (members.isEmpty() || members.size() >= EVENT_CAPACITY) {
            throw new IllegalArgumentException(members.size() + " members");
        }
        List<Member> ordered = members.stream()
                .sorted(Comparator.comparing(Member::id))
                .toList();
        return GoJson.MAPPER.writeValueAsBytes(new V2Store(ordered, tool).document());
    }

    private ObjectNode document() {
        ObjectNode document = object().set("Root", root());
        document.putObject("WatcherHub").set("EventHistory", eventHistory());
        document.put("CurrentIndex", members.size());
        document.set("Stats", statistics());
        return document.put("CurrentVersion", 2);
    }

    private ObjectNode root() {
        ObjectNode directories = object();
        members.stream()
                .sorted(Comparator.comparing(member -> member.id().toString()))
                .forEach(member -> directories.set(member.id().toString(), directory(member)));
        ObjectNode cluster = object().set("members", node(MEMBERS, 1, "", directories));
        ObjectNode root = object();
        root.set("0", node(CLUSTER, 0, "", cluster));
        root.set("1", node(USERS, 0, "", object()));
        return node("/", 0, "", root);
    }

    private ObjectNode directory(Member member) {
        int index = createdIndex(member);
        ObjectNode attributes = node(raftAttributesPath(member), index, raftAttributes(member), null);
        return node(path(member), index, "", object().set(RAFT_ATTRIBUTES, attributes));
    }

    private ObjectNode eventHistory() {
        ObjectNode history = object();
        ObjectNode queue = history.putObject("Queue");
        ArrayNode events = queue.putArray("Events");
        members.forEach(member -> events.add(createEvent(member)));
        while (events.size() < EVENT_CAPACITY) {
            events.addNull();
        }
        queue.put("Size", members.size())
                .put("Front", 0)
                .put("Back", members.size())
                .put("Capacity", EVENT_CAPACITY);
        return history.put("StartIndex", 1).put("LastIndex", members.size());
    }

    private ObjectNode createEvent(Member member) {
        ObjectNode event = object().put("action", "create");
        event.putObject("node")
                .put("key", raftAttributesPath(member))
                .put("value", raftAttributes(member))
                .put("modifiedIndex", createdIndex(member))
                .put("createdIndex", createdIndex(member));
        return event;
    }

    private ObjectNode statistics() {
        ObjectNode statistics = object().put("getsSuccess", 0).put("getsFail", tool.failedGetsOfV2Store());
        STATISTICS_BEFORE_CREATE.forEach(name -> statistics.put(name, 0));
        statistics.put("createSuccess", members.size());
        STATISTICS_AFTER_CREATE.forEach(name -> statistics.put(name, 0));
        return statistics;
    }

    private int createdIndex(Member member) {
        return members.indexOf(member) + 1;
    }

    private static String path(Member member) {
        return MEMBERS + "/" + member.id();
    }

    private static String raftAttributesPath(Member member) {
        return path(member) + "/" + RAFT_ATTRIBUTES;
    }

    /** The value of a member's key: a JSON document inside the document. */
    private static String raftAttributes(Member member) {
        ObjectNode attributes = object();
        member.peerUrls().forEach(attributes.putArray("peerURLs")::add);
        if (member.learner()) {
            attributes.put("isLearner", true);
        }
        return GoJson.MAPPER.writeValueAsString(attributes);
    }

    /** @param children the children of a directory, possibly empty; null for a key */
    private static ObjectNode node(String path, int index, String value, @Nullable ObjectNode children) {
        ObjectNode node = object().put("Path", path)
                .put("CreatedIndex", index)
                .put("ModifiedIndex", index)
                .put("ExpireTime", "0001-01-01T00:00:00Z")
                .put("Value", value);
        if (children == null) {
            return node.putNull("Children");
        }
        return node.set("Children", children);
    }

    private static ObjectNode object() {
        return GoJson.MAPPER.createObjectNode();
    }
}
