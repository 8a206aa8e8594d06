package org.etcdrecovery.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The environment variables of etcdctl, {@code ETCDCTL_ENDPOINTS} for {@code --endpoints}, as its pkg/flags takes them
 * (seen with etcdctl 3.4.23, 3.5.35, 3.6.16 and 3.7.3): an empty one sets nothing, a variable, empty or not, and its
 * option together are an error, an unknown variable is a warning. etcdctl keeps silent about a value that cannot be read and goes on
 * with zero; here it is named, and counts as not given, or as off.
 */
public final class EtcdctlEnvironment {
    private static final String PREFIX = "ETCDCTL_";
    /** Chose between two programs in one up to 3.5. The value that etcd's documentation gave with every command is known. */
    private static final Map.Entry<String, String> API = Map.entry(PREFIX + "API", "3");

    private final Map<String, String> environment;
    private final SortedSet<String> names;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param environment all of it
     * @param names       the options that variables may set
     */
    public EtcdctlEnvironment(Map<String, String> environment, SortedSet<String> names) {
        this.environment = environment;
        this.names = names;
    }

    /**
     * Sets options that were not given.
     *
     * @param strict whether an option and its variable together are an error, as for etcdctl; else the option counts
     * @throws WrongUsageException when they are
     */
    public void setInto(FlagSyntax syntax, boolean strict) throws WrongUsageException {
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(variable -> !variable.startsWith(PREFIX) || isApi(variable));
        for (String name : names) {
            String variable = variable(name);
            unknown.remove(variable);
            String value = environment.getOrDefault(variable, "");
            if (syntax.isGiven(name)) {
                if (strict && environment.containsKey(variable)) {
                    throw new WrongUsageException("conflicting environment variable " + variable
                            + " is shadowed by corresponding command-line flag (either unset environment variable or"
                            + " disable flag)");
                }
            } else if (!value.isEmpty()) {
                set(syntax, name, variable, value);
            }
        }
        // Without its value, which may be a secret under a name with a slip of the pen.
        unknown.forEach(variable -> warnings.add("unrecognized environment variable " + variable));
    }

    /** What is to be told, without values: they may be secrets. */
    public List<String> warnings() {
        return warnings;
    }

    private void set(FlagSyntax syntax, String name, String variable, String value) throws WrongUsageException {
        try {
            syntax.set(name, value);
        } catch (WrongUsageException _) {
            boolean flag = syntax.isSwitch(name);
            warnings.add("the value of the environment variable " + variable + " is not one that " + name
                    + " takes; it counts as " + (flag ? "false" : "not given"));
            if (flag) {
                syntax.set(name, "false");
            }
        }
    }

    private boolean isApi(String variable) {
        return variable.equals(API.getKey()) && API.getValue().equals(environment.get(variable));
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
