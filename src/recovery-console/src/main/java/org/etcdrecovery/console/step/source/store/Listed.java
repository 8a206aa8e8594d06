package org.etcdrecovery.console.step.source.store;

import java.util.Optional;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.objects.CredentialSource;
import org.etcdrecovery.core.store.objects.StoreAddress;

/**
 * A list of snapshots, and for what it was asked.
 *
 * @param asked       the place as it was typed
 * @param folder      the folder that was listed
 * @param listing     the list
 * @param credentials where the credentials came from
 * @param wanted      the name of the only snapshot that was asked for; empty if a folder was
 */
public record Listed(StorePlace asked, StoreAddress folder, StoreListing listing, CredentialSource credentials,
        String wanted) {
    /** The one to take: the one that was asked for, else the newest that its manifest calls restorable. */
    Optional<StoredSnapshot> recommended() {
        return wanted.isEmpty()
                ? listing.snapshots().stream().filter(StoredSnapshot::isUsable).findFirst()
                : listing.snapshots().stream().filter(one -> one.object().name().equals(wanted)).findFirst();
    }

    /** How many files are newer than a snapshot. */
    long newerThan(StoredSnapshot snapshot) {
        return listing.snapshots().stream().takeWhile(one -> !one.equals(snapshot)).count();
    }

    /** Of how many clusters there are restorable snapshots. */
    long clusters() {
        return listing.snapshots()
                .stream()
                .filter(StoredSnapshot::isUsable)
                .flatMap(one -> one.manifest().stream())
                .flatMap(manifest -> manifest.clusterId().stream())
                .distinct()
                .count();
    }
}
