package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.KubernetesText;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.contents.objects.ObjectCatalog;
import org.etcdrecovery.core.contents.objects.StoredObject;
import org.etcdrecovery.core.report.json.KubernetesJson;

/** {@code snapshot kubernetes}: prints the objects of Kubernetes by kind and namespace, and what belongs to what. */
public final class SnapshotKubernetesCommand extends ContentsVerb {
    private final Supplier<Long> limit;
    private final Supplier<Optional<String>> family;
    private final KeyArguments keys;

    public SnapshotKubernetesCommand(Session session) {
        super(session, "Print the objects of Kubernetes in a snapshot: by kind and namespace, the largest, the most"
                + " written, those whose owner was not found, and the keys of Kubernetes that were deleted last.",
                "FILE", "");
        limit = options().count("N", "How many of each; " + USUAL_ROWS + " if not given.", "--limit");
        family = options().textIfGiven("KEY",
                "Print what the object under this key belongs to, and what belongs to it.",
                "--family");
        keys = new KeyArguments(options(), "KEY");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        int most = rows(limit.get());
        KubernetesText text = new KubernetesText(this::stream, session().terminal().ink());
        return read((opener, name) -> {
            ObjectCatalog catalog = ObjectCatalog.read(opener, name, progress());
            if (family.get().isPresent()) {
                family(catalog, family.get().get(), json, text);
            } else {
                List<Deletion> deletions = Deletion.latest(opener, name, KeyIndex.read(opener, name, progress()),
                        Deletion::ofKubernetes, most, progress()).deletions();
                if (json) {
                    print(KubernetesJson.print(catalog, deletions, most));
                } else {
                    text.print(catalog, deletions, most);
                }
            }
            return codeFor(catalog.unreadable());
        });
    }

    private void family(ObjectCatalog catalog, String key, boolean json, KubernetesText text) throws CommandFailure {
        byte[] wanted = keys.bytes("--family", key);
        StoredObject object = catalog.objects()
                .stream()
                .filter(each -> Arrays.equals(each.row().key(), wanted))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(ExitCode.WITH_CARE,
                        "the snapshot has no object of Kubernetes under the key " + key));
        List<StoredObject> owners = catalog.ancestors(object);
        List<StoredObject> owned = catalog.descendants(object);
        if (json) {
            print(KubernetesJson.family(catalog, object, owners, owned));
        } else {
            text.family(catalog, object, owners, owned);
        }
    }
}
