package org.etcdrecovery.console.step.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.plan.MemberRequest;

/** Turns the rows of the table into requests for members. */
final class MemberRequests {
    private final MemberTable table;
    private final Supplier<String> writeInto;
    private final BooleanSupplier onHosts;

    /**
     * @param table     the rows
     * @param writeInto the parent of the data directories that have no path of their own
     * @param onHosts   whether they are written on the hosts of the members, which name their directories later
     */
    MemberRequests(MemberTable table, Supplier<String> writeInto, BooleanSupplier onHosts) {
        this.table = table;
        this.writeInto = writeInto;
        this.onHosts = onHosts;
    }

    /** Whether the data directories are written on the hosts of the members. */
    boolean areOnHosts() {
        return onHosts.getAsBoolean();
    }

    List<MemberRow> rows() {
        return table.rows();
    }

    String directory() {
        return writeInto.get().strip();
    }

    /** Whether there is a directory to write into. */
    boolean hasDirectory() {
        return TypedPaths.path(writeInto.get()).isAbsolute();
    }

    boolean isLater(MemberRow row) {
        return table.joinLater().get() && table.rows().indexOf(row) > 0;
    }

    /** The members that are restored. */
    List<MemberRequest> written() {
        return rows().stream().filter(row -> !isLater(row)).map(this::placed).toList();
    }

    /** The members that join later. */
    List<MemberRequest> later() {
        return rows().stream().filter(this::isLater).map(this::placed).toList();
    }

    /** All members, as if those that join later were restored on their hosts, so that problems with their URLs show. */
    List<MemberRequest> all() {
        return rows().stream()
                .map(row -> isLater(row) ? request(row, Optional.empty(), Optional.empty()) : placed(row))
                .toList();
    }

    /** The data directory of a member for which none is typed. */
    String usualDataDir(MemberRow row) {
        return isLater(row) && !ClientUrls.isLocal(row.peerUrls().get())
                ? Placement.USUAL_DATA_DIR
                : TypedPaths.in(writeInto.get(), row.name().get().strip()).toString();
    }

    private MemberRequest placed(MemberRow row) {
        boolean onHost = areOnHosts() && !isLater(row);
        return request(row, onHost ? Optional.empty() : Optional.of(dataDir(row)), walDir(row));
    }

    private Path dataDir(MemberRow row) {
        return TypedPaths.path(row.dataDir().get().isBlank() ? usualDataDir(row) : row.dataDir().get());
    }

    private static Optional<Path> walDir(MemberRow row) {
        return row.walDir().get().isBlank() ? Optional.empty() : Optional.of(TypedPaths.path(row.walDir().get()));
    }

    private static MemberRequest request(MemberRow row, Optional<Path> dataDir, Optional<Path> walDir) {
        String clients = row.clientUrls().get().isBlank()
                ? ClientUrls.following(row.peerUrls().get())
                : row.clientUrls().get();
        return new MemberRequest(row.name().get().strip(), ClientUrls.split(row.peerUrls().get()),
                ClientUrls.split(clients), dataDir, walDir, row.learner().get());
    }
}
