package org.etcdrecovery.core.contents.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The form of an exported file. */
public enum ExportFormat {
    /** One JSON document; values as text as far as they are, in Base64, and objects of Kubernetes as kubectl prints them. */
    JSON {
        @Override
        RowWriter writer(ExportContext context) {
            return new JsonRows(context);
        }
    },
    /** A table for a spreadsheet. */
    CSV {
        @Override
        RowWriter writer(ExportContext context) {
            return new CsvRows(context);
        }
    },
    /** A script that puts the values by etcdctl; not for keys of Kubernetes. */
    ETCDCTL {
        @Override
        RowWriter writer(ExportContext context) {
            return new EtcdctlRows(context);
        }
    },
    /** Objects of Kubernetes as {@code kubectl create -f} takes them. */
    YAML {
        @Override
        RowWriter writer(ExportContext context) {
            return new YamlRows(context);
        }
    };

    abstract RowWriter writer(ExportContext context);

    /** The name on a command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format with this name; empty if no format has it. */
    public static Optional<ExportFormat> of(String text) {
        return Arrays.stream(values()).filter(format -> format.text().equals(text)).findFirst();
    }
}
