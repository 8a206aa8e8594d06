package org.etcdrecovery.cli.text;

import java.util.List;
import java.util.function.Consumer;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity.Owner;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.contents.objects.ObjectCatalog;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Orphan;
import org.etcdrecovery.core.contents.objects.StoredObject;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Shown;

/** The objects of Kubernetes in a snapshot, as tables. */
public final class KubernetesText {
    private final Consumer<String> out;
    private final Ink ink;

    public KubernetesText(Consumer<String> out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /**
     * Prints what takes most, what belongs to nothing, and what was deleted.
     *
     * @param limit the maximum number of rows of each table
     */
    public void print(ObjectCatalog catalog, List<Deletion> deletions, int limit) {
        out.accept(Counted.of(catalog.objects().size(), "object")
                + (catalog.undecoded() == 0
                        ? ""
                        : "; encrypted or not decoded: " + Counted.of(catalog.undecoded(), "value"))
                + "\n\n");
        List<Group> groups = catalog.groups();
        Columns table = new Columns(out, ink, ">BYTES", ">OBJECTS", "KIND", "NAMESPACE");
        groups.stream()
                .limit(limit)
                .forEach(group -> table.row(group.bytes(), group.objects(), group.kind(), group.namespace()));
        table.end();
        more(groups.size(), limit);
        objects("LARGEST", catalog.largest(limit));
        objects("MOST WRITTEN", catalog.mostWritten(limit));
        orphans(catalog, limit);
        deleted(deletions);
    }

    private void objects(String heading, List<StoredObject> objects) {
        Columns table = begin(heading, ">BYTES", ">VERSION", "KIND", "NAME");
        objects.forEach(object -> table.row(object.bytes(), object.row().version(), object.kind(), object.name()));
        table.end();
    }

    private Columns begin(String heading, String... columns) {
        out.accept("\n" + ink.mark(Role.STRONG, heading) + "\n");
        return new Columns(out, ink, columns);
    }

    private void orphans(ObjectCatalog catalog, int limit) {
        List<Orphan> orphans = catalog.orphans();
        if (orphans.isEmpty()) {
            return;
        }
        Columns table = begin("OWNER NOT FOUND", "KIND", "NAME", "OWNER");
        orphans.stream()
                .limit(limit)
                .forEach(orphan -> table.row(orphan.object().kind(), orphan.object().name(), words(orphan.owner())));
        table.end();
        more(orphans.size(), limit);
        if (catalog.undecoded() > 0 || !catalog.unreadable().isEmpty()) {
            out.accept("not all of the snapshot could be read; these owners may be in the rest\n");
        }
    }

    private static String words(Owner owner) {
        return Shown.name(owner.kind()) + " " + Shown.name(owner.name()) + ", UID " + Shown.name(owner.uid());
    }

    private void deleted(List<Deletion> deletions) {
        if (deletions.isEmpty()) {
            return;
        }
        Columns table = begin("DELETED, THE LATEST FIRST", ">REVISION", ">VALUE OF", ">BYTES", "KEY");
        for (Deletion deletion : deletions) {
            table.row(deletion.deleted().revision(),
                    deletion.before().isPresent() ? deletion.before().get().modRevision() : "compacted",
                    deletion.before().isPresent() ? deletion.before().get().valueSize() : "", deletion.text());
        }
        table.end();
    }

    private void more(int all, int limit) {
        if (all > limit) {
            out.accept("and " + (all - limit) + " more\n");
        }
    }

    /** Prints an object with what it belongs to and what belongs to it. */
    public void family(ObjectCatalog catalog, StoredObject object, List<StoredObject> owners,
            List<StoredObject> owned) {
        out.accept(object.kind() + " " + object.name() + "\n");
        if (!owners.isEmpty()) {
            objects("BELONGS TO", owners);
        }
        object.identity()
                .owners()
                .stream()
                .filter(owner -> !catalog.has(owner.uid()))
                .forEach(owner -> out.accept("belongs to an owner that was not found: " + words(owner) + "\n"));
        if (!owned.isEmpty()) {
            objects("BELONGS TO IT", owned);
        }
    }
}
