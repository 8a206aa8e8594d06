package org.etcdrecovery.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.edit.LeaseEffect;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.edit.Subtree;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.LeaseId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The changes to keys and leases as JSON, in a plan and in the manifest of a prepared snapshot. */
public final class KeyspaceJson {
    private static final int HEX = 16;

    private KeyspaceJson() {}

    /** Adds them to a document. */
    public static void put(KeyspaceChange change, ObjectNode json) {
        KeyspaceEdit edit = change.edit();
        edit.asOf().ifPresent(revision -> json.put("asOf", revision));
        edit.leases().texts().forEach(json.putArray("lease")::add);
        edit.leaseTtl().ifPresent(seconds -> json.put("leaseTtl", seconds));
        json.put("dropLeased", edit.dropLeased());
        json.put("lastRevision", change.lastRevision());
        put("dropped", change.dropped(), json);
        put("recreated", change.recreated(), json);
        put("orphaned", change.orphaned(), json);
        ArrayNode leases = json.putArray("leases");
        for (LeaseEffect lease : change.leases()) {
            leases.addObject()
                    .put("id", lease.lease().toString())
                    .put("fate", lease.fate().name().toLowerCase(Locale.ROOT))
                    .put("keys", lease.keys())
                    .put("firstKey", lease.firstKey());
        }
        ArrayNode subtrees = json.putArray("subtrees");
        for (Subtree tree : change.subtrees()) {
            subtrees.addObject()
                    .put("prefix", tree.prefix())
                    .put("takenKeys", tree.takenKeys())
                    .put("takenBytes", tree.takenBytes())
                    .put("backKeys", tree.backKeys())
                    .put("backBytes", tree.backBytes());
        }
    }

    private static void put(String name, Tally tally, ObjectNode json) {
        json.putObject(name).put("leases", tally.leases()).put("keys", tally.keys());
    }

    static KeyspaceChange read(StrictObject fields) throws InvalidPlanException {
        KeyspaceEdit edit = readEdit(fields);
        long last = fields.number("lastRevision", Long.MAX_VALUE);
        Tally dropped = readTally(fields.object("dropped"));
        Tally recreated = readTally(fields.object("recreated"));
        Tally orphaned = readTally(fields.object("orphaned"));
        List<LeaseEffect> leases = new ArrayList<>();
        for (StrictObject lease : fields.objects("leases")) {
            leases.add(new LeaseEffect(readLease(lease), readFate(lease), lease.number("keys", Long.MAX_VALUE),
                    lease.text("firstKey")));
            lease.end();
        }
        List<Subtree> subtrees = new ArrayList<>();
        for (StrictObject tree : fields.objects("subtrees")) {
            subtrees.add(new Subtree(tree.text("prefix"), tree.number("takenKeys", Long.MAX_VALUE),
                    tree.number("takenBytes", Long.MAX_VALUE), tree.number("backKeys", Long.MAX_VALUE),
                    tree.number("backBytes", Long.MAX_VALUE)));
            tree.end();
        }
        fields.end();
        return new KeyspaceChange(edit, last, leases, dropped, recreated, orphaned, subtrees);
    }

    private static KeyspaceEdit readEdit(StrictObject fields) throws InvalidPlanException {
        List<String> texts = fields.texts("lease");
        LeaseChoice leases = LeaseChoice.parse(texts)
                .orElseThrow(() -> fields.fault("lease", "expected keep, drop, ID=keep or ID=drop, found "
                        + GoQuote.quote(texts.toString())));
        try {
            return new KeyspaceEdit(number(fields, "asOf"), leases, number(fields, "leaseTtl"),
                    fields.flag("dropLeased"));
        } catch (IllegalArgumentException e) {
            throw fields.fault("leaseTtl", "expected 1 to " + KeyspaceEdit.LONGEST_TTL
                    + " seconds, and none together with dropLeased");
        }
    }

    private static OptionalLong number(StrictObject fields, String name) throws InvalidPlanException {
        return fields.has(name) ? OptionalLong.of(fields.number(name, Long.MAX_VALUE)) : OptionalLong.empty();
    }

    private static Tally readTally(StrictObject fields) throws InvalidPlanException {
        Tally tally = new Tally(fields.number("leases", Long.MAX_VALUE), fields.number("keys", Long.MAX_VALUE));
        fields.end();
        return tally;
    }

    private static LeaseId readLease(StrictObject fields) throws InvalidPlanException {
        String text = fields.text("id");
        try {
            return new LeaseId(Long.parseUnsignedLong(text, HEX));
        } catch (NumberFormatException e) {
            throw fields.fault("id", "expected a hexadecimal lease ID, found " + GoQuote.quote(text));
        }
    }

    private static Fate readFate(StrictObject fields) throws InvalidPlanException {
        String text = fields.text("fate");
        for (Fate fate : Fate.values()) {
            if (fate.name().toLowerCase(Locale.ROOT).equals(text)) {
                return fate;
            }
        }
        throw fields.fault("fate", "expected dropped, recreated or orphaned, found " + GoQuote.quote(text));
    }
}
