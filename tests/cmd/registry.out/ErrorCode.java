package shop;

public enum ErrorCode implements Coded<Integer> {
    OK(0, "ok"),
    /** There is no such order. */
    ORDER_NOT_FOUND(404_001, "Order not found"),
    @Deprecated
    TOO_MANY(429001, "Too many") { @Override public boolean isRetryable() { return true; } };

    private final int code;

    ErrorCode(int code, String text) { this.code = code; }
}
