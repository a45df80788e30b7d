package dev.sojourn.faults;

/** A moment in a job that comes back in every job like it: the n-th call or commit of its kind. */
sealed interface Place {

    /** In words, unique within a job. */
    String name();

    /** What stands in a report's row. */
    String kind();

    /** The service that is called, or the database. */
    String origin();

    /** @param comment what a command's comment ends or begins with, with a star for the rest; empty for all other calls */
    record Call(String service, String action, String comment, int occurrence) implements Place {

        @Override
        public String name() {
            return kind() + " " + occurrence;
        }

        @Override
        public String kind() {
            return service + " " + action + (comment.isEmpty() ? "" : " " + comment.replaceAll("\\*-|-\\*", ""));
        }

        @Override
        public String origin() {
            return service;
        }

        boolean isSlack() {
            return service.equals("slack");
        }
    }

    /** @param tables what the transaction writes, in the alphabet's order, with a plus between */
    record Commit(String tables, int occurrence) implements Place {

        @Override
        public String name() {
            return kind() + " " + occurrence;
        }

        @Override
        public String origin() {
            return "commit";
        }

        @Override
        public String kind() {
            return "commit " + tables;
        }
    }
}
