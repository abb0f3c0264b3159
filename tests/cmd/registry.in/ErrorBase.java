interface ErrorBase {
    int SHOP = 40_000;
}

enum ShopError {
    ORDER_NOT_FOUND(ErrorBase.SHOP + 1, HttpStatus.NOT_FOUND, "The order was not found"),
    TOO_MANY_ORDERS(ErrorBase.SHOP | 3, HttpStatus.TOO_MANY_REQUESTS, "Too many orders"),
    FROM_ELSEWHERE(OtherBase.SHOP + 1, HttpStatus.CONFLICT, "Not of this file");

    private final int code;

    ShopError(int code, HttpStatus status, String text) {
        this.code = code;
    }
}

enum Doubtful {
    A(1, 70001), B(2, 70002);

    Doubtful(int first, int second) {}
}
