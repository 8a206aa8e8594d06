package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.deliver.HostFinding.Weight;

/** Members that go to the same host, which may have several names. */
final class Twins {
    private Twins() {}

    /** The same key means the same host, whatever its names are. */
    static List<HostReport> marked(List<HostReport> reports) {
        List<HostReport> out = new ArrayList<>();
        for (HostReport report : reports) {
            List<HostReport> twins = reports.stream()
                    .filter(other -> !other.target().equals(report.target()) && report.hostKey().isPresent()
                            && other.hostKey().equals(report.hostKey()))
                    .toList();
            List<HostReport> samePlace = twins.stream()
                    .filter(other -> other.target()
                            .destination()
                            .directory()
                            .equals(report.target().destination().directory()))
                    .toList();
            HostReport found = report;
            if (!samePlace.isEmpty()) {
                found = found.with(twice(report, samePlace, Weight.BLOCKS, "same directory of the same host",
                        "Give each member a directory of its own, on its own host."));
            }
            List<HostReport> others = twins.stream().filter(twin -> !samePlace.contains(twin)).toList();
            if (!others.isEmpty()) {
                found = found.with(twice(report, others, Weight.CARE, "same host",
                        "If it fails, these members fail together."));
            }
            out.add(found);
        }
        return List.copyOf(out);
    }

    private static HostFinding twice(HostReport report, List<HostReport> twins, Weight weight, String what,
            String remedy) {
        return new HostFinding("host.twice", weight, "it is the " + what + " as that of "
                + twins.stream().map(twin -> twin.target().member().name()).collect(Collectors.joining(", "))
                + ": they show the same key " + report.hostKey().orElseThrow(), remedy);
    }
}
