package org.etcdrecovery.core.store.keep;

import java.time.Duration;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreSettings;

/**
 * One run: what to save, where, and what to keep.
 *
 * @param connection how the cluster is reached
 * @param stall      the save is aborted if less than 64 KiB arrive in such a period
 * @param folder     where the snapshots are kept
 * @param store      how that is reached
 * @param prefix     what the name of a snapshot begins with
 * @param rules      what is kept
 * @param maxFall    by how many per cent keys or bytes may fall
 * @param acceptFall whether the operator accepts the falls so far
 * @param dryRun     whether to save and delete nothing
 * @param soleWriter whether the operator says that no other host prunes this folder
 * @param scratch    where the snapshot is saved first
 */
public record KeepRequest(ConnectionSettings connection, Duration stall, StoreAddress folder, StoreSettings store,
        String prefix, KeepRules rules, long maxFall, boolean acceptFall, boolean dryRun, boolean soleWriter,
        Scratch scratch) {
    /** The fall that is expected if the operator says nothing else, in per cent. */
    public static final long DEFAULT_MAX_FALL = 30;
}
