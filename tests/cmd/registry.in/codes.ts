export enum ErrorCode {
  Ok,
  OrderNotFound = 404001,
  ParcelNotFound, // counts on
  Declined = "card_declined",
  Later = compute(),
}
