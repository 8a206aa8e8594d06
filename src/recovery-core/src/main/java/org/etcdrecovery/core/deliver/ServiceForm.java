package org.etcdrecovery.core.deliver;

import java.util.regex.Pattern;
import org.etcdrecovery.core.text.Shown;

/** What starts etcd on a host. */
public sealed interface ServiceForm {
    /** A unit of systemd. */
    record Systemd(String unit) implements ServiceForm {
        private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@\\\\-]{1,255}");

        /**
         * Adds {@code .service} to a name without a suffix.
         *
         * @throws IllegalArgumentException if it is not the name of a service
         */
        public Systemd {
            if (!UNIT.matcher(unit).matches() || unit.startsWith("-") || unit.startsWith(".")) {
                throw new IllegalArgumentException("not the name of a unit: " + Shown.name(unit));
            }
            unit = unit.endsWith(".service") ? unit : unit + ".service";
        }

        @Override
        public String toString() {
            return "systemd:" + unit;
        }
    }

    /** A manifest in the directory of a kubelet. */
    record StaticPod(String manifest) implements ServiceForm {
        /**
         * Checks the path.
         *
         * @throws IllegalArgumentException if it is not an absolute path in a directory that is in another one
         */
        public StaticPod {
            manifest = Destination.directory(manifest);
            if (manifest.indexOf('/', manifest.indexOf('/', 1) + 1) < 0) {
                throw new IllegalArgumentException("expected a file such as /etc/kubernetes/manifests/etcd.yaml");
            }
        }

        @Override
        public String toString() {
            return "static-pod:" + manifest;
        }
    }

    /** The operator starts it by other means. */
    record None() implements ServiceForm {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** The unit of packages. */
    static ServiceForm usual() {
        return new Systemd("etcd.service");
    }

    /**
     * Parses {@code systemd:UNIT}, {@code static-pod:FILE} or {@code none}.
     *
     * @throws IllegalArgumentException if it has another form; the message says what is wrong with it
     */
    static ServiceForm parse(String text) {
        if (text.equals("none")) {
            return new None();
        }
        if (text.startsWith("systemd:")) {
            return new Systemd(text.substring("systemd:".length()));
        }
        if (text.startsWith("static-pod:")) {
            return new StaticPod(text.substring("static-pod:".length()));
        }
        throw new IllegalArgumentException("expected systemd:UNIT, static-pod:FILE or none");
    }

    /** The word that the script knows it by. */
    default String kind() {
        return switch (this) {
            case Systemd _ -> "systemd";
            case StaticPod _ -> "static-pod";
            case None _ -> "none";
        };
    }

    /** The name that belongs to the word; empty if there is no service. */
    default String name() {
        return switch (this) {
            case Systemd systemd -> systemd.unit;
            case StaticPod pod -> pod.manifest;
            case None _ -> "";
        };
    }
}
