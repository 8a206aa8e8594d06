package org.etcdrecovery.console.step.snapshot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.StoreAccess;
import org.etcdrecovery.console.storage.StoreFields;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.console.storage.StoreProfiles;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.command.RecoveryCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.store.SavedInStore;
import org.etcdrecovery.core.store.SnapshotUpload;
import org.etcdrecovery.core.store.StoreTexts;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.objects.Stores;

/** Saves into object storage: into scratch first, where the snapshot is judged, then the file, then its manifest. */
final class StoredSave {
    private static final String SCHEME = "s3:";

    private final Texts texts = Texts.of("snapshot");
    private final StepTools tools;
    private final StoreFields fields = new StoreFields();
    private final StoreProfiles profiles;

    /**
     * A snapshot that is in a store.
     *
     * @param place    its place
     * @param from     the member that sent it
     * @param saved    what was saved
     * @param findings what to do something about in the store
     */
    record Stored(StorePlace place, Endpoint from, SavedInStore saved, List<Finding> findings) {
        /** Copies the list. */
        Stored {
            findings = List.copyOf(findings);
        }

        /** The folder that it is in. */
        String folder() {
            return place.address().substring(0, place.address().lastIndexOf('/') + 1);
        }
    }

    StoredSave(StepTools tools) {
        this.tools = tools;
        this.profiles = new StoreProfiles(tools.memory(), fields);
    }

    /** How the store is reached; the address is that of the snapshot. */
    StoreFields fields() {
        return fields;
    }

    /** The saved places. */
    StoreProfiles profiles() {
        return profiles;
    }

    /** Whether a target is in object storage. */
    static boolean isMeant(String target) {
        return target.strip().startsWith(SCHEME);
    }

    /** Why nothing can be saved there, a sentence; empty if it can. */
    String problem() {
        String wrong = fields.problem(Field.ADDRESS).get();
        if (!wrong.isEmpty()) {
            return wrong;
        }
        boolean named = fields.address()
                .filter(address -> address instanceof Bucket bucket && !bucket.name().isEmpty())
                .isPresent();
        return named ? "" : texts.get("store.unnamed");
    }

    /** Whether every field of the form is valid. */
    boolean isComplete() {
        return fields.reason().isEmpty();
    }

    /** The commands that do the same; none while something is wrong. */
    List<Command> commands(ConnectionSettings how, Endpoint from) {
        if (!problem().isEmpty() || !isComplete()) {
            return List.of();
        }
        List<Command> first = tools.stores().preface(fields.place());
        Command save = new RecoveryCommands(how, Optional.empty()).snapshotSave(from, fields.place().address());
        return first.isEmpty() ? List.of(save) : List.of(first.getFirst(), save);
    }

    /** Takes over what is typed to log in, and returns the place. */
    StorePlace logIn() {
        StorePlace place = fields.form();
        tools.stores().logIn(place, fields.credentials());
        return place;
    }

    /** Saves. Not for the FX thread. */
    Stored save(StorePlace place, ConnectionSettings how, Endpoint from, Progress progress) throws IOException {
        StoreSettings settings = tools.stores().settings(place);
        Bucket bucket = (Bucket) StoreAccess.address(place);
        try (ObjectStore folder = Stores.open(bucket.parent(), settings);
                ScratchDirectory directory = tools.site().scratch().create()) {
            SnapshotUpload.checkNames(folder, bucket.name(), progress);
            List<Finding> findings = StoreTexts.of(folder.traits(progress));
            SavedInStore saved = SavedInStore
                    .judge(from, how, SaveRequest.DEFAULT_STALL, directory, tools.clock(), progress)
                    .put(folder, bucket.name(), Set.of(), progress);
            return new Stored(place, from, saved, findings);
        }
    }
}
